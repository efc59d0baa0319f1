import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { isGone } from "~/api/problem";
import { Badge, Facts } from "~/components/Bits";
import { Button, ButtonLink } from "~/components/Button";
import { Muted, Page, Prose, Row, Section, Stack } from "~/components/Layouts";
import { FirstFailure } from "~/components/MoreButton";
import { Notice } from "~/components/Notice";
import { Loading } from "~/components/States";
import { LANG_NAMES } from "~/i18n";
import { day } from "~/lib/dates";
import { asLang, useLang, usePath } from "~/lib/lang";
import { problemTitle } from "~/lib/problemWords";
import { CaseReplies } from "./CaseReplies";
import { CaseTimeline } from "./CaseTimeline";
import styles from "./CaseView.module.css";
import { FlagDialog } from "./FlagDialog";
import { FollowCase } from "./FollowCase";
import { OfferToOrganize } from "./organizing/OfferToOrganize";
import { type CaseRead, useCase, useIssueName } from "./queries";
import { Removals } from "./Removals";
import { ReplyForm } from "./ReplyForm";
import { ShareCase } from "./ShareCase";

const INVOLVED = new Set(["participant", "organizer", "co_organizer"]);

/** What other rooms lend to a case's page. */
export interface Lent {
  headline: ReactNode;
  steps: ReactNode;
  counted: ReactNode;
  filings: ReactNode;
  documents: ReactNode;
  moderate: ReactNode;
  joinWithMine: ReactNode;
}

/** A case as everybody reads it; numbers, steps and filings are lent by the page from their own rooms. */
export function CaseView({
  reference,
  signedIn,
  lend,
}: {
  reference: string;
  signedIn: boolean;
  lend: (one: CaseRead, involved: boolean) => Lent;
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
  const failed = <FirstFailure found={found} />;
  if (!found.data || isGone(found.error)) {
    return (
      <Page title={problemTitle(found.error, t)} narrow>
        {failed}
      </Page>
    );
  }
  const one = found.data;
  const involved = INVOLVED.has(one.relation);
  const lent = lend(one, involved);
  // Whoever is in the case may not want its name in the window's title; a reader may find it again by it.
  const tab = one.relation === "stranger" && one.visibility === "public" ? one.title : t("case:find.title");
  return (
    <Page title={one.title} tab={tab} above={<Badges one={one} />}>
      {failed}
      <ClosedNote one={one} />
      <div className={styles.first}>
        <div className={styles.told}>
          <Summary one={one} />
          <About one={one} />
        </div>
        <div className={styles.number}>
          {lent.headline}
          <Standing one={one} />
        </div>
      </div>
      {lent.steps}
      <div className={styles.sides}>
        <Demands one={one} />
        <CaseReplies reference={reference} />
      </div>
      {one.relation === "respondent_representative" && <ReplyForm reference={reference} />}
      {lent.filings}
      {lent.counted}
      <div className={styles.sides}>
        <CaseTimeline reference={reference} />
        <FollowCase one={one} signedIn={signedIn} />
      </div>
      <ShareCase one={one} />
      {lent.documents}
      <OfferToOrganize one={one} />
      {(one.relation === "moderator" || one.relation === "admin") && lent.moderate}
      <Removals reference={reference} />
      <Foot one={one} />
      <JoinBar one={one}>{lent.joinWithMine}</JoinBar>
    </Page>
  );
}

const LONG = 160;

/** What happened in three lines; the rest is one touch away. */
function Summary({ one }: { one: CaseRead }) {
  const { t } = useTranslation("case");
  const [whole, setWhole] = useState(one.summary.length <= LONG);
  return (
    <div>
      <div className={whole ? undefined : styles.three}>
        <Prose lang={one.lang}>{one.summary}</Prose>
      </div>
      {!whole && (
        <Button tone="plain" small onClick={() => setWhole(true)}>
          {t("wholeStory")}
        </Button>
      )}
    </div>
  );
}

/** What people ask for, beside what the company answers. */
function Demands({ one }: { one: CaseRead }) {
  const { t } = useTranslation(["case", "common"]);
  return (
    <Section title={t("case:demands")}>
      {one.remedies.length === 0 ? (
        <Muted>{t("case:noDemands")}</Muted>
      ) : (
        <Stack as="ul" tight>
          {one.remedies.map((remedy) => (
            <li key={remedy}>{t(`common:remedies.${remedy as "refund"}`)}</li>
          ))}
        </Stack>
      )}
    </Section>
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
  const { t } = useTranslation("case");
  const lang = useLang();
  const issueName = useIssueName();
  return (
    <Facts
      items={[
        { name: t("issue"), value: issueName(one.issue_id) },
        { name: t("legalName"), value: one.respondent.legal_name },
        { name: t("published"), value: day(one.published_on, lang) },
        { name: t("writtenIn"), value: one.lang === lang ? null : LANG_NAMES[asLang(one.lang)] },
        { name: t("vetting.title"), value: t(`vetting.${(one.vetting ?? "none") as "none"}`) },
      ]}
    />
  );
}

/** What the reader already is in this case. */
function Standing({ one }: { one: CaseRead }) {
  const { t } = useTranslation("case");
  const path = usePath();
  if (one.relation === "participant") {
    return (
      <Notice tone="good" title={t("joined")}>
        <Link to={path("/me")}>{t("mine")}</Link>
      </Notice>
    );
  }
  return one.relation === "respondent_representative" ? <Notice>{t("represent")}</Notice> : null;
}

const JOINS = new Set(["stranger", "moderator", "admin"]);

/** The last thing of the page, which stays at the bottom of the screen wherever one reads. */
function JoinBar({ one, children }: { one: CaseRead; children: ReactNode }) {
  const { t } = useTranslation("case");
  const path = usePath();
  const organizes = one.relation === "organizer" || one.relation === "co_organizer";
  const joins = JOINS.has(one.relation) && !one.closed_at && one.visibility !== "hidden";
  if (!organizes && !joins) return null;
  return (
    <div className={styles.join}>
      <ButtonLink
        to={path(organizes ? `/cases/${one.reference}/desk` : `/report?case=${one.reference}`)}
        wide
      >
        {t(organizes ? "desk" : "join")}
      </ButtonLink>
      {joins && <div className={styles.also}>{children}</div>}
    </div>
  );
}

function Foot({ one }: { one: CaseRead }) {
  const { t } = useTranslation("case");
  const [flagging, setFlagging] = useState(false);
  return (
    <>
      <div>
        <Button tone="plain" small onClick={() => setFlagging(true)}>
          {t("flag.open")}
        </Button>
      </div>
      <FlagDialog reference={one.reference} open={flagging} onClose={() => setFlagging(false)} />
    </>
  );
}
