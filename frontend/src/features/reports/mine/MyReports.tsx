import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Badge, type BadgeTone } from "~/components/Bits";
import { ButtonLink } from "~/components/Button";
import { Card, Muted, Row, Section, Stack } from "~/components/Layouts";
import { Empty, Failure, Loading } from "~/components/States";
import { dayOf } from "~/lib/dates";
import { useLang, usePath } from "~/lib/lang";
import { money } from "~/lib/money";
import { problemWords } from "~/lib/problemWords";
import { type MyCase, type ReportRead, useMyCases, useMyReports } from "./queries";

const TONES: Record<string, BadgeTone> = {
  incident: "good",
  aside: "warn",
  rejected: "danger",
  withdrawn: "plain",
  erased: "plain",
  repeated: "plain",
};

/** What one sent, and the cases one organizes. */
export function MyReports() {
  const { t } = useTranslation(["account", "common"]);
  const path = usePath();
  const found = useMyReports();
  return (
    <>
      <Section
        title={t("account:me.overview")}
        aside={<Link to={path("/report")}>{t("account:reports.tell")}</Link>}
      >
        {found.isPending && <Loading />}
        {found.isError && <Failure message={problemWords(found.error, t)} retry={() => found.refetch()} />}
        {found.data?.items.length === 0 && (
          <Empty title={t("account:reports.none")}>
            <p>{t("account:reports.noneText")}</p>
            <ButtonLink to={path("/report")}>{t("account:reports.tell")}</ButtonLink>
          </Empty>
        )}
        {found.data?.items.map((report) => (
          <ReportCard key={report.id} report={report} />
        ))}
      </Section>
      <Duties />
    </>
  );
}

/** A report counts once it is an incident in a case, unless its person was set aside; before that it is only kept. */
export function StateBadge({ report }: { report: ReportRead }) {
  const { t } = useTranslation("account");
  const standing = report.set_aside_reason ? "aside" : report.case_reference ? "incident" : "kept";
  const state = report.erased ? "erased" : report.state === "incident" ? standing : report.state;
  return <Badge tone={TONES[state]}>{t(`reports.states.${state as "incident"}`)}</Badge>;
}

function ReportCard({ report }: { report: ReportRead }) {
  const { t } = useTranslation("account");
  const lang = useLang();
  const path = usePath();
  return (
    <Card as="article">
      <Row between>
        <Row>
          <StateBadge report={report} />
          <Muted as="span" small>
            {t("reports.sentOn", { date: dayOf(report.submitted_at, lang) })}
          </Muted>
        </Row>
        <Muted as="span" small>
          {report.reference}
        </Muted>
      </Row>
      <h3>
        <Link to={path(`/me/reports/${report.id}`)}>
          {report.respondent_name} {money(report.amount_minor, report.currency, lang)}
        </Link>
      </h3>
      <Muted>{report.case_title ?? t("reports.noCase")}</Muted>
    </Card>
  );
}

function Duties() {
  const { t } = useTranslation(["account", "common"]);
  const path = usePath();
  const cases = useMyCases();
  const organized = (cases.data ?? []).filter((one: MyCase) => one.role.endsWith("organizer"));
  if (!cases.isError && organized.length === 0) return null;
  return (
    <Section title={t("account:roles.title")}>
      {cases.isError && <Failure message={problemWords(cases.error, t)} retry={() => cases.refetch()} />}
      <Stack as="ul" tight>
        {organized.map((one) => (
          <li key={one.reference}>
            <Link to={path(`/cases/${one.reference}/desk`)}>
              {t("account:roles.desk", { title: one.title })}
            </Link>
          </li>
        ))}
      </Stack>
    </Section>
  );
}
