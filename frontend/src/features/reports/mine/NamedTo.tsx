import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Choice } from "~/components/Choice";
import { Card, Muted, Section, Stack } from "~/components/Layouts";
import { Notice } from "~/components/Notice";
import { Failure, Loading } from "~/components/States";
import { problemWords } from "~/lib/problemWords";
import { CHOICES } from "../choices";
import { useConsentTexts } from "../queries";
import { type ReportRead, useChoose } from "./queries";
import { SaveChange } from "./SaveChange";

const STEPS = ["counted", "regulator", "company"] as const;

/** Whom this report may name its person to, changeable at any time, each in the exact words that are agreed to. */
export function NamedTo({ report }: { report: ReportRead }) {
  const { t } = useTranslation(["account", "common", "report"]);
  const [choice, setChoice] = useState<ReportRead["choice"]>(report.choice);
  const texts = useConsentTexts();
  const choose = useChoose(report.id);
  const changed = choice !== report.choice;
  const exact = (purpose: string) => texts.data?.find((one) => one.purpose === purpose)?.text;
  const options = STEPS.map((step) => ({
    value: CHOICES[step],
    label: t(`report:seen.${step}`),
    note: step === "counted" ? t("report:seen.countedNote") : exact(CHOICES[step]),
  }));
  return (
    <Section title={t("account:choice.title")} lead={t("account:choice.lead")}>
      {texts.isPending && <Loading lines={3} />}
      {texts.isError && <Failure message={problemWords(texts.error, t)} retry={() => texts.refetch()} />}
      {texts.isSuccess && (
        <Card>
          <Stack>
            <Choice
              legend={t("account:choice.legend")}
              hideLegend
              options={options}
              value={choice}
              onChange={(value) => setChoice(value as ReportRead["choice"])}
            />
            {changed && choice === CHOICES.company && (
              <Notice tone="warn">{t("report:seen.companyWarning")}</Notice>
            )}
            <Muted small>{t("account:choice.sealed")}</Muted>
            <SaveChange act={choose} changed={changed} save={() => choose.mutate(choice)} />
          </Stack>
        </Card>
      )}
    </Section>
  );
}
