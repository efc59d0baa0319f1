import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Badge } from "~/components/Bits";
import { CardLink } from "~/components/CardLink";
import { Card, Muted, Prose, Row, Section } from "~/components/Layouts";
import { Failure } from "~/components/States";
import { day, moment } from "~/lib/dates";
import { useLang, usePath } from "~/lib/lang";
import { problemWords } from "~/lib/problemWords";
import { useOwnAnnouncements, useWaiting, type Waiting } from "./queries";

/** Where on a case's page something stands. */
const PARTS: Record<string, string> = {
  poll: "#from-organizer",
  offer: "#offers",
  outcome: "#outcomes",
  election: "#organizing",
};

/** What only the person can answer, over all their cases; nothing when nothing waits. */
export function WaitingForMe() {
  const { t } = useTranslation("group");
  const lang = useLang();
  const path = usePath();
  const found = useWaiting();
  if (!found.isError && !found.data?.length) return null;
  const pageOf = (one: Waiting) =>
    path(
      one.kind === "letter"
        ? `/me/approvals/${one.case}/${one.subject}`
        : `/cases/${one.case}${PARTS[one.kind] ?? ""}`,
    );
  const until = (one: Waiting) => (one.closes_at ? moment(one.closes_at, lang) : day(one.closes_on, lang));
  return (
    <Section title={t("waiting.title")}>
      {found.isError && <Failure message={problemWords(found.error, t)} retry={() => found.refetch()} />}
      {found.data?.map((one) => (
        <Card key={one.subject} as="article">
          <Row>
            <Badge tone="warn">{t(`waiting.kinds.${one.kind as "poll"}`)}</Badge>
          </Row>
          <h3 lang={one.lang}>
            <CardLink to={pageOf(one)}>{one.text}</CardLink>
          </h3>
          <Muted small>{t("waiting.until", { when: until(one), title: one.case_title })}</Muted>
        </Card>
      ))}
    </Section>
  );
}

/** The newest words of organizers, over all one's cases. */
export function MyAnnouncements() {
  const { t } = useTranslation("group");
  const lang = useLang();
  const path = usePath();
  const found = useOwnAnnouncements();
  if (!found.isError && !found.data?.items.length) return null;
  return (
    <Section title={t("announce.mine")}>
      {found.isError && <Failure message={problemWords(found.error, t)} retry={() => found.refetch()} />}
      {found.data?.items.map((one) => (
        <Card key={one.id} as="article">
          <Muted small>
            {moment(one.at, lang)} · <Link to={path(`/cases/${one.case}`)}>{one.case_title}</Link>
          </Muted>
          <Prose lang={one.lang}>{one.text}</Prose>
        </Card>
      ))}
    </Section>
  );
}
