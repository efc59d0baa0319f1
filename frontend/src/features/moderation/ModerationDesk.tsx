import { type ReactElement, useState } from "react";
import { useTranslation } from "react-i18next";
import { isGone } from "~/api/problem";
import { Badge } from "~/components/Bits";
import { Button } from "~/components/Button";
import { Card, Muted, Prose, Row, Section, Stack } from "~/components/Layouts";
import { FirstFailure } from "~/components/MoreButton";
import { Loading } from "~/components/States";
import { moment } from "~/lib/dates";
import { useLang } from "~/lib/lang";
import { number } from "~/lib/numbers";
import { Appointments } from "./Appointments";
import { AuditTrail } from "./AuditTrail";
import { Gone, Refused, useOwnAct } from "./acting";
import { Company } from "./Company";
import { Appeal, CaseLink, Hidden } from "./Decided";
import { EditCase } from "./EditCase";
import { Flag } from "./Flag";
import { Grouping } from "./Grouping";
import { HideForm } from "./Hiding";
import { type Desk, useModeration } from "./queries";
import { Reply } from "./Reply";
import { WrongContact } from "./WrongContact";

/** Everything that waits for a moderator, one list after another; each act leaves its trail. */
export function ModerationDesk() {
  const found = useModeration();
  if (found.isPending) return <Loading lines={8} />;
  const failed = <FirstFailure found={found} />;
  if (!found.data || isGone(found.error)) return failed;
  const desk = found.data;
  const lists: [keyof Desk, ReactElement[]][] = [
    ["queue", desk.queue.map((one) => <Queued key={one.reference} one={one} />)],
    ["flags", desk.flags.map((one) => <Flag key={one.id} one={one} />)],
    ["contacts", desk.contacts.map((one) => <WrongContact key={one.id} one={one} />)],
    ["offers", desk.offers.map((one) => <Offer key={one.id} one={one} />)],
    ["replies", desk.replies.map((one) => <Reply key={one.id} one={one} />)],
    ["respondents", desk.respondents.map((one) => <Company key={one.id} one={one} />)],
    ["appeals", desk.appeals.map((one) => <Appeal key={one.id} one={one} />)],
    ["removals", desk.removals.map((one) => <Hidden key={one.id} one={one} />)],
  ];
  return (
    <Stack>
      {failed}
      {lists.map(([name, items]) => (
        <Waiting key={name} name={name}>
          {items}
        </Waiting>
      ))}
      <Grouping />
      <Appointments />
    </Stack>
  );
}

/** One list; what was refused about a card that is gone meanwhile is said above it. */
function Waiting({ name, children }: { name: keyof Desk; children: ReactElement[] }) {
  const { t } = useTranslation("moderation");
  const [error, setError] = useState<Error | null>(null);
  return (
    <Section
      title={t(`lists.${name}`)}
      aside={children.length > 0 && <Badge tone="accent">{children.length}</Badge>}
    >
      <Refused doing={{ error }} />
      <Gone value={setError}>{children.length === 0 ? <Muted>{t("nothing")}</Muted> : children}</Gone>
    </Section>
  );
}

function Queued({ one }: { one: Desk["queue"][number] }) {
  const { t } = useTranslation("moderation");
  const doing = useOwnAct();
  const lang = useLang();
  return (
    <Card as="article">
      <CaseLink reference={one.reference} title={one.title} />
      <Prose>{one.summary}</Prose>
      <Muted small>
        {one.respondent} · {moment(one.queued_at, lang)}
      </Muted>
      <Refused doing={doing} />
      <Row>
        <Button
          small
          busy={doing.busy}
          disabled={!one.respondent_listed}
          onClick={() =>
            doing.act({ kind: "publish", reference: one.reference, text_version: one.text_version })
          }
        >
          {t("publish")}
        </Button>
      </Row>
      {!one.respondent_listed && <Muted small>{t("listFirst")}</Muted>}
      <EditCase reference={one.reference} now={one} />
      <HideForm reference={one.reference} doing={doing} />
      <AuditTrail reference={one.reference} />
    </Card>
  );
}

function Offer({ one }: { one: Desk["offers"][number] }) {
  const { t } = useTranslation("moderation");
  const doing = useOwnAct();
  const lang = useLang();
  const decide = (kind: "appoint" | "refuseOffer") =>
    doing.act({ kind, reference: one.case_reference, organizer_id: one.id });
  return (
    <Card as="article">
      <CaseLink reference={one.case_reference} title={one.case_title} />
      <Muted small>{t("offer.declared", { at: moment(one.declared_at, lang) })}</Muted>
      {one.election && <Vote election={one.election} />}
      <Refused doing={doing} />
      <Row>
        <Button
          small
          busy={doing.busy}
          disabled={one.election?.may_confirm === false}
          onClick={() => decide("appoint")}
        >
          {t("offer.appoint")}
        </Button>
        <Button small busy={doing.busy} tone="quiet" onClick={() => decide("refuseOffer")}>
          {t("offer.refuse")}
        </Button>
      </Row>
      <AuditTrail reference={one.case_reference} />
    </Card>
  );
}

/** How an offer stands where the members elect in place of an idle organizer. */
function Vote({ election }: { election: NonNullable<Desk["offers"][number]["election"]> }) {
  const { t } = useTranslation("moderation");
  const lang = useLang();
  if (!election.closes_at) return <Muted small>{t("offer.waits")}</Muted>;
  const over = t(election.may_confirm ? "offer.first" : "offer.behind");
  return (
    <Row>
      <Badge>{t("offer.votes", { n: number(election.votes, lang) })}</Badge>
      <Muted small>
        {election.open ? t("offer.voting", { when: moment(election.closes_at, lang) }) : over}
      </Muted>
    </Row>
  );
}
