import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "~/components/Button";
import { Dialog } from "~/components/Dialog";
import { SelectField, TextField } from "~/components/Field";
import { Muted, Section, Stack } from "~/components/Layouts";
import { Notice } from "~/components/Notice";
import { Failure } from "~/components/States";
import { problemWords } from "~/lib/problemWords";
import { useCloseCase } from "./queries";

const REASONS = ["solved", "partly_solved", "given_up", "merged", "other"] as const;

/** Ending a case: nobody is moved, a merged case only points to the other, where members join by themselves. */
export function CloseCase({ reference }: { reference: string }) {
  const { t } = useTranslation(["desk", "common"]);
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState<string>("solved");
  const [other, setOther] = useState("");
  const close = useCloseCase(reference);
  const merged = reason === "merged";
  return (
    <Section title={t("desk:close.title")} lead={t("desk:close.lead")}>
      {close.isSuccess ? (
        <Notice tone="good" live>
          {t("desk:close.done")}
        </Notice>
      ) : (
        <div>
          <Button tone="danger" small onClick={() => setAsking(true)}>
            {t("desk:close.open")}
          </Button>
        </div>
      )}
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t("desk:close.ask")}
        actions={
          <>
            <Button
              tone="danger"
              busy={close.isPending}
              disabled={merged && !other.trim()}
              onClick={() =>
                close.mutate(
                  { reason_code: reason, merged_into: merged ? other.trim() : null },
                  { onSuccess: () => setAsking(false) },
                )
              }
            >
              {t("desk:close.do")}
            </Button>
            <Button tone="quiet" onClick={() => setAsking(false)}>
              {t("common:cancel")}
            </Button>
          </>
        }
      >
        <Stack>
          <SelectField
            label={t("desk:close.reason")}
            value={reason}
            onChange={setReason}
            options={REASONS.map((value) => ({ value, label: t(`desk:close.reasons.${value}`) }))}
          />
          {merged && (
            <TextField
              label={t("desk:close.into")}
              hint={t("desk:close.intoHint")}
              value={other}
              onChange={setOther}
              maxLength={12}
            />
          )}
          <Muted small>{t("desk:close.rule")}</Muted>
          {close.isError && <Failure message={problemWords(close.error, t)} />}
        </Stack>
      </Dialog>
    </Section>
  );
}
