import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Badge, Facts } from "~/components/Bits";
import { Button, ButtonLink } from "~/components/Button";
import { Page, Prose, Row, Section } from "~/components/Layouts";
import { Notice } from "~/components/Notice";
import { Failure, Loading } from "~/components/States";
import { day, dayOf } from "~/lib/dates";
import { useLang, usePath } from "~/lib/lang";
import { problemWords } from "~/lib/problemWords";
import styles from "./CaseList.module.css";
import { CaseReplies } from "./CaseReplies";
import { CaseTimeline } from "./CaseTimeline";
import { FlagDialog } from "./FlagDialog";
import { OfferToOrganize } from "./OfferToOrganize";
import { type CaseRead, useCase, useIssueName } from "./queries";
import { Removals } from "./Removals";
import { ReplyForm } from "./ReplyForm";
import { ShareCase } from "./ShareCase";

const INVOLVED = new Set(["participant", "organizer", "co_organizer"]);

/** A case as everybody reads it; numbers and filings are lent by the page from their own rooms. */
export function CaseView({
  reference,
  numbers,
  filings,
  moderate,
}: {
  reference: string;
  numbers: (isPublic: boolean) => ReactNode;
  filings: (involved: boolean) => ReactNode;
  moderate: (one: CaseRead) => ReactNode;
}) {
  const { t } = useTranslation(["case", "common"]);
  const found = useCase(reference);
  if (found.isPending) {
    return (
      <Page title={t("common:loading")}>
        <Loading lines={8} />
      </Page>
    );
  }
  if (found.isError) {
    return (
      <Page title={t("common:notFound.title")} narrow>
        <Failure message={problemWords(found.error, t)} retry={() => found.refetch()} />
      </Page>
    );
  }
  const one = found.data;
  return (
    <Page title={one.title} tab={t("case:find.title")} above={<Badges one={one} />}>
      <ClosedNote one={one} />
      <Prose lang={one.lang}>{one.summary}</Prose>
      {numbers(one.visibility === "public")}
      <JoinBar one={one} />
      <Section title={t("case:about")}>
        <About one={one} />
      </Section>
      {filings(INVOLVED.has(one.relation))}
      <CaseReplies reference={reference} />
      {one.relation === "respondent_representative" && <ReplyForm reference={reference} />}
      <CaseTimeline reference={reference} />
      <OfferToOrganize one={one} />
      {(one.relation === "moderator" || one.relation === "admin") && moderate(one)}
      <Removals reference={reference} />
      <Foot one={one} />
    </Page>
  );
}

function Badges({ one }: { one: CaseRead }) {
  const { t } = useTranslation("case");
  const path = usePath();
  return (
    <Row>
      {one.respondent.status === "listed" ? (
        <Link to={path(`/companies/${one.respondent.slug}`)}>{one.respondent.name}</Link>
      ) : (
        <span>{one.respondent.name}</span>
      )}
      {one.visibility !== "public" && (
        <Badge tone="warn">{t(`visibility.${one.visibility as "private"}`)}</Badge>
      )}
      {one.closed_at && <Badge>{t("closed")}</Badge>}
    </Row>
  );
}

function ClosedNote({ one }: { one: CaseRead }) {
  const { t } = useTranslation("case");
  const path = usePath();
  if (!one.closed_at) return null;
  const reason = t(`reasons.${(one.closed_reason ?? "other") as "other"}`);
  return (
    <Notice tone="warn">
      <p>{t("closedNote", { reason })}</p>
      {one.merged_into && <Link to={path(`/cases/${one.merged_into}`)}>{t("mergedLink")}</Link>}
    </Notice>
  );
}

function About({ one }: { one: CaseRead }) {
  const { t } = useTranslation(["case", "common"]);
  const lang = useLang();
  const issueName = useIssueName();
  const remedies = one.remedies.map((remedy) => t(`common:remedies.${remedy as "refund"}`)).join(" · ");
  return (
    <Facts
      items={[
        { name: t("case:issue"), value: issueName(one.issue_id) },
        { name: t("case:demands"), value: remedies },
        { name: t("case:legalName"), value: one.respondent.legal_name },
        { name: t("case:opened"), value: day(one.opened_on, lang) },
        { name: t("case:published"), value: dayOf(one.published_at, lang) },
        { name: t("case:vetting.title"), value: t(`case:vetting.${(one.vetting ?? "none") as "none"}`) },
      ]}
    />
  );
}

function JoinBar({ one }: { one: CaseRead }) {
  const { t } = useTranslation("case");
  const path = usePath();
  if (one.relation === "organizer" || one.relation === "co_organizer") {
    return (
      <div className={styles.join}>
        <ButtonLink to={path(`/cases/${one.reference}/desk`)}>{t("desk")}</ButtonLink>
      </div>
    );
  }
  if (one.relation === "participant") {
    return (
      <Notice tone="good" title={t("joined")}>
        <Link to={path("/me")}>{t("mine")}</Link>
      </Notice>
    );
  }
  if (one.relation === "respondent_representative") return <Notice>{t("represent")}</Notice>;
  if (one.closed_at || one.visibility === "hidden") return null;
  return (
    <div className={styles.join}>
      <ButtonLink to={path(`/report?case=${one.reference}`)} wide>
        {t("join")}
      </ButtonLink>
    </div>
  );
}

function Foot({ one }: { one: CaseRead }) {
  const { t } = useTranslation("case");
  const [flagging, setFlagging] = useState(false);
  return (
    <>
      <ShareCase one={one} />
      <div>
        <Button tone="plain" small onClick={() => setFlagging(true)}>
          {t("flag.open")}
        </Button>
      </div>
      <FlagDialog reference={one.reference} open={flagging} onClose={() => setFlagging(false)} />
    </>
  );
}
