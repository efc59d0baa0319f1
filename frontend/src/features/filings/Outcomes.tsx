import { useTranslation } from "react-i18next";
import { Button } from "~/components/Button";
import { Card, Muted, Row, Section } from "~/components/Layouts";
import { Notice } from "~/components/Notice";
import { Failure } from "~/components/States";
import { TakeBack } from "~/components/TakeBack";
import { Arrive } from "~/lib/arrive";
import { day } from "~/lib/dates";
import { useLang } from "~/lib/lang";
import { problemWords } from "~/lib/problemWords";
import { useAnswerOutcome, useOutcomes, useTakeOutcomeBack } from "./outcomes/queries";

/** Members say for themselves whether it is solved. */
export function Outcomes({ reference }: { reference: string }) {
  const { t } = useTranslation(["case", "group"]);
  const lang = useLang();
  const found = useOutcomes(reference);
  const answer = useAnswerOutcome(reference);
  const takeBack = useTakeOutcomeBack(reference);
  const open = found.data?.filter((one) => !one.withdrawn) ?? [];
  if (open.length === 0 && !found.isError) return null;
  return (
    <Section id="outcomes" title={t("outcome.title")} lead={t("outcome.lead")}>
      <Arrive at="outcomes" />
      {found.isError && <Failure message={problemWords(found.error, t)} retry={() => found.refetch()} />}
      {open.map((one) => (
        <Card key={one.reference}>
          <strong>{t(`outcome.kinds.${one.kind as "solved"}`)}</strong>
          <p lang={one.lang}>{one.summary}</p>
          <Muted small>{t("outcome.closes", { date: day(one.closes_on, lang) })}</Muted>
          {one.figures && (
            <Muted>
              {t("outcome.figures", {
                confirmed: one.figures.confirmed,
                unsolved: one.figures.unsolved,
                open: one.figures.not_answered,
              })}
            </Muted>
          )}
          {one.my_answer && (
            <Notice tone="good">{t(`outcome.answers.${one.my_answer as "confirmed"}`)}</Notice>
          )}
          {answer.isError && <Failure message={problemWords(answer.error, t)} />}
          {one.may_answer && (
            <Row>
              <Button
                small
                busy={answer.isPending}
                onClick={() => answer.mutate({ outcome: one.reference, value: "confirmed" })}
              >
                {t("outcome.confirm")}
              </Button>
              <Button
                small
                tone="quiet"
                busy={answer.isPending}
                onClick={() => answer.mutate({ outcome: one.reference, value: "unsolved" })}
              >
                {t("outcome.deny")}
              </Button>
            </Row>
          )}
          {one.figures && one.open && (
            <TakeBack
              does={t("group:takeBack")}
              title={t("group:takingBack.title.outcome")}
              text={t("group:takingBack.text.outcome")}
              act={takeBack}
              body={one.reference}
              done={t("group:takingBack.done")}
            />
          )}
        </Card>
      ))}
    </Section>
  );
}
