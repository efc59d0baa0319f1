import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "~/components/Button";
import { CopyField } from "~/components/CopyField";
import { Dialog } from "~/components/Dialog";
import { SelectField, TextBox } from "~/components/Field";
import { Muted, Stack } from "~/components/Layouts";
import { Notice } from "~/components/Notice";
import { Failure } from "~/components/States";
import { useLang, usePath } from "~/lib/lang";
import { problemWords } from "~/lib/problemWords";
import { useCheckGroupText } from "./queries";

const TEXTS = ["join", "evidence", "approve", "news", "scam"] as const;

function mayPost(findings: { blocks: string }[]): boolean {
  return findings.every((one) => one.blocks !== "always");
}

/** Ready words for the group's chat; what is changed in them is checked before it can be copied. */
export function GroupTexts({ reference }: { reference: string }) {
  const { t } = useTranslation(["desk", "common"]);
  const lang = useLang();
  const path = usePath();
  const [open, setOpen] = useState(false);
  const [kind, setKind] = useState<string>("join");
  const [text, setText] = useState("");
  const check = useCheckGroupText(reference, lang);
  const link = `${window.location.origin}${path(`/cases/${reference}`)}`;
  const choose = (next: string) => {
    setKind(next);
    setText(t(`desk:groupTexts.texts.${next as "join"}`, { link }));
    check.reset();
  };
  const clean = check.data !== undefined && mayPost(check.data.findings);
  return (
    <>
      <Button
        tone="quiet"
        small
        onClick={() => {
          if (!text) choose(kind);
          setOpen(true);
        }}
      >
        {t("desk:groupTexts.open")}
      </Button>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        title={t("desk:groupTexts.title")}
        actions={
          <>
            <Button busy={check.isPending} disabled={!text.trim()} onClick={() => check.mutate(text)}>
              {t("desk:groupTexts.copy")}
            </Button>
            <Button tone="quiet" onClick={() => setOpen(false)}>
              {t("common:close")}
            </Button>
          </>
        }
      >
        <Stack>
          <Muted small>{t("desk:groupTexts.lead")}</Muted>
          <SelectField
            label={t("desk:groupTexts.about")}
            value={kind}
            onChange={choose}
            options={TEXTS.map((value) => ({ value, label: t(`desk:groupTexts.kinds.${value}`) }))}
          />
          <TextBox
            label={t("desk:groupTexts.words")}
            rows={6}
            maxLength={2000}
            value={text}
            onChange={(value) => {
              setText(value);
              check.reset();
            }}
          />
          {check.isError && <Failure message={problemWords(check.error, t)} />}
          {check.data?.findings.map((one) => (
            <Notice key={`${one.rule}-${one.start}`} tone="warn" title={one.message}>
              {one.suggestion}
            </Notice>
          ))}
          {clean && (
            <Notice tone="good" title={t("desk:groupTexts.copied")} live>
              <CopyField label={t("desk:groupTexts.words")} value={text} folded />
            </Notice>
          )}
        </Stack>
      </Dialog>
    </>
  );
}
