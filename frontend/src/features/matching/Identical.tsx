import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "~/components/Button";
import { Choice } from "~/components/Choice";
import { Dialog } from "~/components/Dialog";
import { Muted, Stack } from "~/components/Layouts";
import { Notice } from "~/components/Notice";
import { Failure, Loading } from "~/components/States";
import { problemWords } from "~/lib/problemWords";
import { type Persons, useConfirmIdentical, useIdentical, useUndoBulk } from "./queries";

/** Confirms all identical pairs of one kind at once: first what it will do, then the act, then a way back. */
export function Identical({ reference }: { reference: string }) {
  const { t } = useTranslation("review");
  const [open, setOpen] = useState(false);
  const confirm = useConfirmIdentical(reference);
  const undo = useUndoBulk(reference, { reference });
  const bulk = undo.isSuccess ? undefined : confirm.data;
  return (
    <>
      <Button tone="quiet" onClick={() => setOpen(true)}>
        {t("bulk.button")}
      </Button>
      {bulk && (
        <Notice tone="good" live>
          <p>{t("bulk.done", { n: bulk.pairs })}</p>
          <div>
            <Button tone="quiet" small busy={undo.isPending} onClick={() => undo.mutate(bulk.bulk_id)}>
              {t("bulk.undo")}
            </Button>
          </div>
        </Notice>
      )}
      {undo.isSuccess && <Notice live>{t("bulk.undone", { n: undo.data.pairs })}</Notice>}
      {undo.isError && <Failure message={problemWords(undo.error, t)} />}
      {open && (
        <Preview
          reference={reference}
          onClose={() => setOpen(false)}
          confirm={(kind, digest) =>
            confirm.mutateAsync({ kind, digest }).then(() => {
              undo.reset();
              setOpen(false);
            })
          }
          failed={confirm.error}
          busy={confirm.isPending}
        />
      )}
    </>
  );
}

function Preview({
  reference,
  onClose,
  confirm,
  failed,
  busy,
}: {
  reference: string;
  onClose: () => void;
  confirm: (kind: Persons, digest: string) => Promise<void>;
  failed: Error | null;
  busy: boolean;
}) {
  const { t } = useTranslation(["review", "common"]);
  const [kind, setKind] = useState<Persons>("one_person");
  const found = useIdentical(reference, kind);
  const preview = found.data;
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("review:bulk.title")}
      actions={
        <>
          <Button
            busy={busy}
            disabled={!preview?.pairs || found.isFetching}
            onClick={() => preview && confirm(kind, preview.digest).catch(() => found.refetch())}
          >
            {t("review:bulk.confirm", { n: preview?.pairs ?? 0 })}
          </Button>
          <Button tone="quiet" onClick={onClose}>
            {t("review:bulk.cancel")}
          </Button>
        </>
      }
    >
      <Stack>
        <Muted small>{t("review:bulk.lead")}</Muted>
        <Choice
          legend={t("review:kind.label")}
          value={kind}
          onChange={(value) => setKind(value as Persons)}
          options={(["one_person", "two_people"] as const).map((value) => ({
            value,
            label: t(`review:kind.${value}`),
            note: t(`review:bulk.notes.${value}`),
          }))}
        />
        {found.isPending && <Loading lines={2} />}
        {found.isError && <Failure message={problemWords(found.error, t)} retry={() => found.refetch()} />}
        {failed && <Failure message={problemWords(failed, t)} />}
        {preview && (
          <>
            <p>
              <strong>{t("review:bulk.pairs", { n: preview.pairs })}</strong>{" "}
              {t("review:bulk.folds", { n: preview.folds })} {preview.more && t("review:bulk.more")}
            </p>
            <Stack as="ul" tight>
              {preview.examples.map((one) => (
                <li key={one.id}>
                  {one.a.report_reference} · {one.b.report_reference}
                </li>
              ))}
            </Stack>
          </>
        )}
      </Stack>
    </Dialog>
  );
}
