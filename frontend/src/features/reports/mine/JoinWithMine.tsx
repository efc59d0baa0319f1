import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "~/components/Button";
import { Choice } from "~/components/Choice";
import { SureDialog } from "~/components/SureDialog";
import { announce } from "~/components/Toast";
import { dayOf, happened } from "~/lib/dates";
import { useLang } from "~/lib/lang";
import { money } from "~/lib/money";
import { useMayJoin } from "./joining";
import { type ReportRead, useJoinCase, useMyReports } from "./queries";

/** On a case's page: who already wrote a report about this company, and has it in no case, joins with that one. */
export function JoinWithMine({ reference, respondentId }: { reference: string; respondentId: string }) {
  const { t } = useTranslation("account");
  const lang = useLang();
  const mayJoin = useMayJoin();
  const found = useMyReports();
  const [asking, setAsking] = useState(false);
  const [chosen, setChosen] = useState<string | null>(null);
  const join = useJoinCase(() => announce(t("joinMine.done")));
  const mine = found.data?.items.filter((one) => one.respondent_id === respondentId && mayJoin(one)) ?? [];
  const first = mine[0];
  if (!first) return null;
  const words = (one: ReportRead) =>
    [
      happened(one.happened_on, one.happened_precision, lang) || dayOf(one.submitted_at, lang),
      money(one.amount_minor, one.currency, lang),
      t("joinMine.report", { reference: one.reference }),
    ]
      .filter(Boolean)
      .join(" · ");
  return (
    <>
      <Button tone="quiet" wide onClick={() => setAsking(true)}>
        {t("joinMine.open")}
      </Button>
      <SureDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t("joinMine.title")}
        does={t("joinMine.do")}
        tone="primary"
        act={join}
        body={{ report_id: chosen ?? first.id, case_reference: reference }}
      >
        <p>{t("joinMine.text")}</p>
        <Choice
          legend={t("joinMine.title")}
          hideLegend
          options={mine.map((one) => ({ value: one.id, label: words(one), note: shortened(one.narrative) }))}
          value={chosen ?? first.id}
          onChange={setChosen}
        />
      </SureDialog>
    </>
  );
}

const SHORT = 80;

function shortened(words: string | null): string | undefined {
  if (!words) return undefined;
  return words.length > SHORT ? `${words.slice(0, SHORT)}…` : words;
}
