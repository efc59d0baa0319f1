import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "~/components/Button";
import { Choice } from "~/components/Choice";
import { Dialog } from "~/components/Dialog";
import { Muted, Stack } from "~/components/Layouts";
import { Notice } from "~/components/Notice";
import { Failure } from "~/components/States";
import { useLang } from "~/lib/lang";
import { number } from "~/lib/numbers";
import { problemWords } from "~/lib/problemWords";
import { asked, type MemberFilters } from "./membersPaging";
import { useNoteMembers } from "./queries";

const KINDS = ["news", "evidence", "approval"] as const;

/** A general note to exactly the members that the table shows; no words of one's own, no name, no number. */
export function NoteMembers({
  reference,
  filters,
  total,
}: {
  reference: string;
  filters: MemberFilters;
  total: number;
}) {
  const { t } = useTranslation(["desk", "common"]);
  const lang = useLang();
  const [open, setOpen] = useState(false);
  const [kind, setKind] = useState<string>("news");
  const note = useNoteMembers(reference);
  const close = () => {
    setOpen(false);
    note.reset();
  };
  return (
    <>
      <Button tone="quiet" small disabled={total === 0} onClick={() => setOpen(true)}>
        {t("desk:note.open")}
      </Button>
      <Dialog
        open={open}
        onClose={close}
        title={t("desk:note.title", { n: number(total, lang) })}
        actions={
          <>
            {!note.isSuccess && (
              <Button
                busy={note.isPending}
                onClick={() => note.mutate({ kind, find: "", ...asked(filters) })}
              >
                {t("desk:note.send")}
              </Button>
            )}
            <Button tone="quiet" onClick={close}>
              {t(note.isSuccess ? "common:close" : "common:cancel")}
            </Button>
          </>
        }
      >
        <Stack>
          <Choice
            legend={t("desk:note.kind")}
            value={kind}
            onChange={setKind}
            options={KINDS.map((value) => ({
              value,
              label: t(`desk:note.kinds.${value}`),
              note: t(`desk:note.says.${value}`),
            }))}
          />
          <Muted small>{t("desk:note.rule")}</Muted>
          {note.isError && <Failure message={problemWords(note.error, t)} />}
          {note.isSuccess && (
            <Notice tone="good" live>
              {t("desk:tell.done")}
            </Notice>
          )}
        </Stack>
      </Dialog>
    </>
  );
}
