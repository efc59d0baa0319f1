import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Badge, More } from "~/components/Bits";
import { Button } from "~/components/Button";
import { Checks } from "~/components/Choice";
import { SelectField } from "~/components/Field";
import { Muted } from "~/components/Layouts";
import { Failure } from "~/components/States";
import { problemWords } from "~/lib/problemWords";
import { type FoundPattern, useEndPattern, useShowPattern } from "./queries";

const REASONS = ["in_a_case", "not_one_problem", "unlawful", "other"] as const;

/** The words are read and chosen by a human before anybody else sees them. */
export function ShowPattern({ one }: { one: FoundPattern }) {
  const { t } = useTranslation("moderation");
  const [words, setWords] = useState(one.label);
  const show = useShowPattern();
  if (one.shown_as) return <EndPattern reference={one.shown_as} />;
  return (
    <More summary={t("grouping.show")}>
      <Muted small>{t("grouping.showLead")}</Muted>
      {one.label.length > 0 && (
        <Checks
          legend={t("grouping.words")}
          values={words}
          onChange={setWords}
          options={one.label.map((word) => ({ value: word, label: word }))}
        />
      )}
      {show.isError && <Failure message={problemWords(show.error, t)} />}
      <div>
        <Button
          small
          busy={show.isPending}
          onClick={() => show.mutate({ pattern_id: one.id, issue_id: one.issue_id, label: words })}
        >
          {t("grouping.show")}
        </Button>
      </div>
    </More>
  );
}

/** Takes a pattern out of public sight; the reason is kept in the trail. */
export function EndPattern({ reference }: { reference: string }) {
  const { t } = useTranslation("moderation");
  const [reason, setReason] = useState<string>("in_a_case");
  const end = useEndPattern();
  return (
    <>
      <div>
        <Badge tone="good">{t("grouping.shown")}</Badge>
      </div>
      <More summary={t("grouping.endTitle")}>
        <SelectField
          label={t("grouping.endReason")}
          value={reason}
          onChange={setReason}
          options={REASONS.map((value) => ({ value, label: t(`reasons.${value}`) }))}
        />
        {end.isError && <Failure message={problemWords(end.error, t)} />}
        <div>
          <Button
            small
            tone="danger"
            busy={end.isPending}
            onClick={() => end.mutate({ pattern: reference, reason_code: reason })}
          >
            {t("grouping.end")}
          </Button>
        </div>
      </More>
    </>
  );
}
