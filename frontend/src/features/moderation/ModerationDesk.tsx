import { type ReactElement, useState } from "react";
import { useTranslation } from "react-i18next";
import { Badge, More } from "~/components/Bits";
import { Button } from "~/components/Button";
import { SelectField, TextField } from "~/components/Field";
import { Card, Muted, Prose, Row, Section, Stack } from "~/components/Layouts";
import { Failure, Loading } from "~/components/States";
import { moment } from "~/lib/dates";
import { nameIn, useLang } from "~/lib/lang";
import { number } from "~/lib/numbers";
import { problemWords } from "~/lib/problemWords";
import { Appointments } from "./Appointments";
import { AuditTrail, HouseTrail } from "./AuditTrail";
import { type Doing, Gone, Refused, useOwnAct } from "./acting";
import { Appeal, CaseLink, Hidden } from "./Decided";
import { Grouping } from "./Grouping";
import { type Desk, useModeration } from "./queries";
import { Reply } from "./Reply";
import { WrongContact } from "./WrongContact";

const REASONS = [
  "personal_data",
  "unlawful",
  "not_a_complaint",
  "duplicate",
  "false_claim",
  "court_order",
  "other",
] as const;

/** Everything that waits for a moderator, one list after another; each act leaves its trail. */
export function ModerationDesk() {
  const { t } = useTranslation(["moderation", "common"]);
  const found = useModeration();
  if (found.isPending) return <Loading lines={8} />;
  if (found.isError) return <Failure message={problemWords(found.error, t)} retry={() => found.refetch()} />;
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

/** Hiding always needs a reason: it stands in the public log. */
export function HideForm({ reference, doing }: { reference: string; doing: Doing }) {
  const { t } = useTranslation("moderation");
  const hide = (reason_code: string) => doing.act({ kind: "hide", reference, reason_code });
  return <HideWith title={t("hide.title")} busy={doing.busy} hide={hide} />;
}

/** The reason for a hiding, before it happens. */
function HideWith({
  title,
  first = "personal_data",
  busy,
  hide,
}: {
  title: string;
  busy: boolean;
  first?: string;
  hide: (reason_code: string) => void;
}) {
  const { t } = useTranslation("moderation");
  const [reason, setReason] = useState<string>(first);
  return (
    <More summary={title}>
      <SelectField
        label={t("hide.reason")}
        value={reason}
        onChange={setReason}
        options={REASONS.map((value) => ({ value, label: t(`reasons.${value}`) }))}
      />
      <div>
        <Button tone="danger" small busy={busy} onClick={() => hide(reason)}>
          {t("hide.button")}
        </Button>
      </div>
    </More>
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
      <HideForm reference={one.reference} doing={doing} />
      <AuditTrail reference={one.reference} />
    </Card>
  );
}

function Flag({ one }: { one: Desk["flags"][number] }) {
  const { t } = useTranslation("moderation");
  const doing = useOwnAct();
  const resolve = (resolution: string, reason_code?: string) =>
    doing.act({ kind: "flag", flag_id: one.id, resolution, reason_code });
  return (
    <Card as="article">
      <CaseLink reference={one.case_reference} title={one.case_title} />
      <Badge tone="warn">{t(`reasons.${one.reason_code as "other"}`)}</Badge>
      {one.text && <Prose>{one.text}</Prose>}
      <Refused doing={doing} />
      <Row>
        {(["kept", "edited"] as const).map((value) => (
          <Button key={value} tone="quiet" small busy={doing.busy} onClick={() => resolve(value)}>
            {t(`flag.${value}`)}
          </Button>
        ))}
      </Row>
      <HideWith
        title={t("flag.hide")}
        first={one.reason_code}
        busy={doing.busy}
        hide={(reason_code) => resolve("hidden", reason_code)}
      />
      <AuditTrail reference={one.case_reference} />
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

function Company({ one }: { one: Desk["respondents"][number] }) {
  const { t } = useTranslation("moderation");
  const doing = useOwnAct();
  const lang = useLang();
  const [name, setName] = useState(nameIn(one.names, lang));
  const decide = (listed: boolean) =>
    doing.act({
      kind: "respondent",
      respondent_id: one.id,
      listed,
      names: listed ? { ...one.names, [lang]: name } : null,
    });
  return (
    <Card as="article">
      <TextField label={t("respondent.name")} maxLength={80} value={name} onChange={setName} />
      <Refused doing={doing} />
      <Row>
        <Button small busy={doing.busy} onClick={() => decide(true)}>
          {t("respondent.list")}
        </Button>
        <Button small busy={doing.busy} tone="quiet" onClick={() => decide(false)}>
          {t("respondent.refuse")}
        </Button>
      </Row>
      <HouseTrail about={one.id} />
    </Card>
  );
}
