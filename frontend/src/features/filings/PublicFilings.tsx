import { useTranslation } from "react-i18next";
import { Badge, type BadgeTone } from "~/components/Bits";
import { Card, Muted, Row, Section } from "~/components/Layouts";
import { Failure } from "~/components/States";
import { day } from "~/lib/dates";
import { useLang } from "~/lib/lang";
import { problemWords } from "~/lib/problemWords";
import { type FilingPublicRead, usePublicFilings } from "./queries";

const TONES: Record<string, BadgeTone> = {
  answered: "good",
  overdue: "danger",
  due: "accent",
  filed: "accent",
};

/** What was sent and what came back, as dated facts. */
export function PublicFilings({ reference }: { reference: string }) {
  const { t } = useTranslation("case");
  const found = usePublicFilings(reference);
  if (found.isError && !found.data) {
    return (
      <Section title={t("filings.title")}>
        <Failure message={problemWords(found.error, t)} retry={() => found.refetch()} />
      </Section>
    );
  }
  if (!found.data || found.data.length === 0) return null;
  return (
    <Section title={t("filings.title")}>
      {found.data.map((filing) => (
        <FilingCard key={filing.reference} filing={filing} />
      ))}
    </Section>
  );
}

function FilingCard({ filing }: { filing: FilingPublicRead }) {
  const { t } = useTranslation("case");
  const lang = useLang();
  return (
    <Card as="article">
      <Row between>
        <strong>{filing.channel_name}</strong>
        <Badge tone={TONES[filing.state]}>{t(`filings.states.${filing.state as "filed"}`)}</Badge>
      </Row>
      <Muted>{t("filings.sentOn", { date: day(filing.filed_on, lang) })}</Muted>
      {filing.due_on && !filing.answered_on && (
        <Muted>
          {t(filing.due_nature === "request" ? "filings.asked" : "filings.due", {
            date: day(filing.due_on, lang),
          })}
        </Muted>
      )}
      {filing.no_reply && <Badge tone="danger">{t("filings.noReply")}</Badge>}
      {filing.responses.map((response) => (
        <div key={response.came_on + response.kind}>
          <Muted small>
            {day(response.came_on, lang)} · {t(`filings.responses.${response.kind as "answer"}`)}
          </Muted>
          {response.summary && <p lang={response.lang}>{response.summary}</p>}
        </div>
      ))}
    </Card>
  );
}
