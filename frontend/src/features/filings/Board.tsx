import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Badge, type BadgeTone } from "~/components/Bits";
import { Card, Muted, Row, Section, Stack } from "~/components/Layouts";
import { Empty, Failure, Loading } from "~/components/States";
import { day } from "~/lib/dates";
import { useLang, usePath } from "~/lib/lang";
import { number } from "~/lib/numbers";
import { problemWords } from "~/lib/problemWords";
import { type Duty, useBoard } from "./queries";

const TONES: Record<string, BadgeTone> = { late: "danger", soon: "warn" };
const PLACES: Record<string, (duty: Duty) => string> = {
  matches: () => "matches",
  evidence: () => "evidence?unchecked=1",
  claims: () => "imports",
  named: () => "imports",
  letter_none: () => "letters/new",
};
const LETTERS = ["approvals", "final_view", "letter_draft", "letter_closed", "letter_ready"];

/** Where a duty is done. */
export function placeOf(duty: Duty): string {
  const place = PLACES[duty.kind];
  if (place) return place(duty);
  return LETTERS.includes(duty.kind) && duty.subject ? `letters/${duty.subject}` : "filings";
}

/** What needs an organizer today, the nearest day first. */
export function Board({ reference }: { reference: string }) {
  const { t } = useTranslation("desk");
  const found = useBoard(reference);
  return (
    <Section title={t("board.title")} lead={t("board.lead")}>
      {found.isPending && <Loading lines={4} />}
      {found.isError && <Failure message={problemWords(found.error, t)} retry={() => found.refetch()} />}
      {found.data?.length === 0 && <Empty title={t("board.none")} />}
      {found.data && found.data.length > 0 && (
        <Stack tight>
          {found.data.map((duty) => (
            <OneDuty key={`${duty.kind}-${duty.subject}`} reference={reference} duty={duty} />
          ))}
        </Stack>
      )}
    </Section>
  );
}

function OneDuty({ reference, duty }: { reference: string; duty: Duty }) {
  const { t } = useTranslation("desk");
  const lang = useLang();
  const path = usePath();
  return (
    <Card as="article">
      <Row between>
        <Link to={path(`/cases/${reference}/desk/${placeOf(duty)}`)}>
          {t(`board.kinds.${duty.kind as "matches"}`, { n: number(duty.count, lang) })}
        </Link>
        {duty.on && (
          <Badge tone={TONES[duty.urgency] ?? "plain"}>
            {t(`board.by.${duty.urgency as "late"}`, { date: day(duty.on, lang) })}
          </Badge>
        )}
      </Row>
      <Muted small>{t(`board.does.${duty.kind as "matches"}`)}</Muted>
    </Card>
  );
}
