import { useTranslation } from "react-i18next";
import { Badge, Facts } from "~/components/Bits";
import { Card, Muted, Row, Section, Stack } from "~/components/Layouts";
import { Notice } from "~/components/Notice";
import { Empty, Failure, Loading } from "~/components/States";
import { day, moment } from "~/lib/dates";
import { useLang } from "~/lib/lang";
import { number } from "~/lib/numbers";
import { problemWords } from "~/lib/problemWords";
import { ChooseChannel } from "./ChooseChannel";
import { Outcomes } from "./Outcomes";
import { Offers, RecordOffer } from "./offers/Offers";
import { ProposeOutcome } from "./ProposeOutcome";
import { type FilingRead, useDeskFilings } from "./queries";
import { Reaction } from "./Reaction";
import { RecordStep } from "./RecordStep";

/** Sending, proof, answers, reaction, what comes next: all of it recorded by hand, none of it guessed. */
export function FilingsDesk({ reference }: { reference: string }) {
  const { t } = useTranslation("desk");
  const found = useDeskFilings(reference);
  return (
    <Stack>
      <Section title={t("filings.title")}>
        {found.isPending && <Loading lines={6} />}
        {found.isError && <Failure message={problemWords(found.error, t)} retry={() => found.refetch()} />}
        {found.data?.length === 0 && (
          <Empty title={t("filings.none")}>
            <p>{t("filings.noneText")}</p>
          </Empty>
        )}
        {found.data?.map((filing) => (
          <FilingCard key={filing.reference} reference={reference} filing={filing} />
        ))}
      </Section>
      <ChooseChannel reference={reference} filings={found.data ?? []} />
      <Offers reference={reference} />
      <RecordOffer reference={reference} filings={found.data ?? []} />
      <Outcomes reference={reference} />
      <ProposeOutcome reference={reference} filings={found.data ?? []} />
    </Stack>
  );
}

function FilingCard({ reference, filing }: { reference: string; filing: FilingRead }) {
  const { t } = useTranslation(["desk", "case", "packs"]);
  const lang = useLang();
  return (
    <Card as="article">
      <Row between>
        <h3>{filing.channel_name}</h3>
        <Muted as="span" small>
          {filing.reference}
        </Muted>
      </Row>
      <Row>
        <Badge tone={filing.filed_on ? "accent" : "plain"}>
          {t(
            filing.ended_on
              ? "desk:filings.ended"
              : filing.filed_on
                ? "desk:filings.sent"
                : "desk:filings.prepared",
          )}
        </Badge>
        {filing.due?.overdue && <Badge tone="danger">{t("desk:filings.overdue")}</Badge>}
        {filing.answered_on && <Badge tone="good">{t("desk:filings.answered")}</Badge>}
      </Row>
      <Facts
        items={[
          { name: t("desk:filings.people"), value: number(filing.people, lang) },
          { name: t("desk:filings.filedOn"), value: day(filing.filed_on, lang) },
          { name: t("desk:filings.number"), value: filing.number },
          { name: t("desk:filings.deliveredOn"), value: day(filing.delivered_on, lang) },
          { name: t("desk:filings.due"), value: filing.due && <Due due={filing.due} /> },
          { name: t("desk:filings.follows"), value: filing.follows },
        ]}
      />
      {filing.responses.map((one) => (
        <Notice key={one.came_on + one.kind} title={t(`case:filings.responses.${one.kind as "answer"}`)}>
          <Muted small>{day(one.came_on, lang)}</Muted>
          {one.summary && <p>{one.summary}</p>}
          {one.text && <Muted>{one.text}</Muted>}
        </Notice>
      ))}
      {filing.proofs?.map((one) => (
        <Muted small key={one.recorded_at}>
          {t(`packs:proofs.${one.kind as "post_receipt"}`)} · {day(one.delivered_on, lang)} {one.note}{" "}
          {t("desk:filings.recordedAt", { at: moment(one.recorded_at, lang) })}{" "}
          {one.media_type && (
            <a
              href={`/api/cases/${reference}/filings/${filing.reference}/proofs/${one.id}/file`}
              target="_blank"
              rel="noreferrer"
            >
              {t("packs:record.seeFile")}
            </a>
          )}
        </Muted>
      ))}
      <RecordStep reference={reference} filing={filing} />
      {filing.filed_on && <Reaction reference={reference} filing={filing} />}
    </Card>
  );
}

function Due({ due }: { due: NonNullable<FilingRead["due"]> }) {
  const { t } = useTranslation("desk");
  const lang = useLang();
  return (
    <Section title={day(due.on, lang)}>
      <Muted small>
        {t(due.nature === "request" ? "filings.dueRequest" : "filings.dueRule")} {due.basis.join(" · ")}
      </Muted>
      {!due.calendar_known && <Muted small>{t("filings.calendarUnknown")}</Muted>}
    </Section>
  );
}
