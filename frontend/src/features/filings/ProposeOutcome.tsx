import { useState } from "react";
import { useTranslation } from "react-i18next";
import { More } from "~/components/Bits";
import { Button } from "~/components/Button";
import { SelectField, TextBox, TextField } from "~/components/Field";
import { Notice } from "~/components/Notice";
import { Failure } from "~/components/States";
import { inDays } from "~/lib/dates";
import { useLang } from "~/lib/lang";
import { problemWords } from "~/lib/problemWords";
import { useProposeOutcome } from "./outcomes/queries";
import type { FilingRead } from "./queries";

const LEAST = 3;
const MOST = 60;
const KINDS = ["solved", "partly", "refused", "no_reply"] as const;

/** Says how it seems to have ended and asks every member whether that is so. */
export function ProposeOutcome({ reference, filings }: { reference: string; filings: FilingRead[] }) {
  const { t } = useTranslation(["desk", "case"]);
  const lang = useLang();
  const [kind, setKind] = useState<(typeof KINDS)[number]>("solved");
  const [summary, setSummary] = useState("");
  const [closes, setCloses] = useState("");
  const [filing, setFiling] = useState("");
  const sent = filings.filter((one) => one.filed_on).reverse();
  const about = filing || (sent[0]?.reference ?? null);
  const odd = closes !== "" && (closes < inDays(LEAST) || closes > inDays(MOST));
  const propose = useProposeOutcome(reference);
  const ask = () =>
    propose.mutate(
      { kind, summary: summary.trim(), lang, closes_on: closes, filing: about },
      { onSuccess: () => setSummary("") },
    );
  return (
    <More summary={t("desk:outcome.title")}>
      {sent.length > 0 && (
        <SelectField
          label={t("desk:outcome.filing")}
          value={about ?? ""}
          onChange={setFiling}
          options={sent.map((one) => ({
            value: one.reference,
            label: `${one.channel_name} ${one.reference}`,
          }))}
        />
      )}
      <SelectField
        label={t("desk:outcome.kind")}
        value={kind}
        onChange={(value) => setKind(value as "solved")}
        options={KINDS.map((value) => ({ value, label: t(`case:outcome.kinds.${value}`) }))}
      />
      <TextBox label={t("desk:outcome.summary")} maxLength={1000} value={summary} onChange={setSummary} />
      <TextField
        label={t("desk:outcome.closes")}
        type="date"
        error={odd ? t("desk:outcome.days", { least: LEAST, most: MOST }) : null}
        min={inDays(LEAST)}
        max={inDays(MOST)}
        value={closes}
        onChange={setCloses}
      />
      {propose.isError && <Failure message={problemWords(propose.error, t)} />}
      {propose.isSuccess && !summary && (
        <Notice tone="good" live>
          {t("desk:outcome.sent")}
        </Notice>
      )}
      <div>
        <Button small busy={propose.isPending} disabled={!summary.trim() || !closes || odd} onClick={ask}>
          {t("desk:outcome.ask")}
        </Button>
      </div>
    </More>
  );
}
