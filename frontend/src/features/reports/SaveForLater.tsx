import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "~/components/Button";
import { Dialog } from "~/components/Dialog";
import { Muted } from "~/components/Layouts";
import { Failure } from "~/components/States";
import { problemWords } from "~/lib/problemWords";
import { newSecret, showCode, wrap } from "./draft/carrying";
import { useDraft } from "./draft/DraftContext";
import { keepParcel } from "./queries";
import styles from "./Wizard.module.css";

/** A code that carries the draft to another browser; the server keeps what it can't read. */
export function SaveForLater() {
  const { t } = useTranslation(["report", "common"]);
  const { draft } = useDraft();
  const [open, setOpen] = useState(false);
  const make = useMutation({
    mutationFn: async () => {
      const secret = newSecret();
      return { finder: await keepParcel(await wrap(draft, secret)), secret };
    },
  });
  return (
    <>
      <Button
        tone="plain"
        small
        onClick={() => {
          make.reset();
          setOpen(true);
        }}
      >
        {t("report:keep.link")}
      </Button>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        title={t("report:keep.title")}
        actions={
          <>
            {!make.data && (
              <Button onClick={() => make.mutate()} busy={make.isPending}>
                {t("report:keep.make")}
              </Button>
            )}
            <Button tone="quiet" onClick={() => setOpen(false)}>
              {t("common:close")}
            </Button>
          </>
        }
      >
        <p>{t("report:keep.already")}</p>
        <p>{t("report:keep.text")}</p>
        <div role="status">
          {make.data && (
            <>
              <Muted small>{t("report:keep.write")}</Muted>
              <p className={styles.code}>{showCode(make.data)}</p>
            </>
          )}
        </div>
        {draft.files.length > 0 && <p>{t("report:keep.pictures")}</p>}
        {make.isError && <Failure message={problemWords(make.error, t)} />}
      </Dialog>
    </>
  );
}
