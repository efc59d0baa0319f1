import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { components } from "~/api/schema";
import { Facts } from "~/components/Bits";
import { Card, Prose, Section } from "~/components/Layouts";
import { areaName } from "~/lib/area";
import { day, happened } from "~/lib/dates";
import { useLang, usePath } from "~/lib/lang";
import { money } from "~/lib/money";
import { useIssues } from "../queries";
import type { ReportRead } from "./queries";

type Approach = components["schemas"]["Approach"];

/** All that one report says, in its person's own words where they gave any. */
export function WhatITold({ report }: { report: ReportRead }) {
  const { t } = useTranslation(["account", "common", "report"]);
  const lang = useLang();
  const path = usePath();
  const issues = useIssues();
  const issue = issues.data?.issues.find((one) => one.id === report.issue_id)?.name;
  const when = happened(report.happened_on, report.happened_precision, lang);
  const amount = money(report.amount_minor, report.currency, lang);
  const way = report.asked_how && t(`report:asked.ways.${report.asked_how as "chat"}`);
  const remedies = report.remedies.map((one) => t(`common:remedies.${one as "refund"}`)).join(" · ");
  const before = (report.prior_authorities as Approach[])
    .map(({ body, on, number }) => together(body, day(on, lang), number))
    .join("; ");
  const fee = report.fee_demanded === null ? null : t(report.fee_demanded ? "common:yes" : "common:no");
  const link = report.case_reference && (
    <Link to={path(`/cases/${report.case_reference}`)}>{report.case_title}</Link>
  );
  return (
    <Section title={t("account:report.facts")}>
      <Card>
        <Facts
          items={[
            { name: t("account:report.company"), value: report.respondent_name },
            { name: t("account:report.issue"), value: issue },
            { name: t("account:report.fee"), value: fee },
            { name: t("account:report.when"), value: together(when, report.happened_text) },
            { name: t("account:report.amount"), value: together(amount, report.amount_text) },
            { name: t("account:report.order"), value: report.has_order && t("account:report.orderKept") },
            { name: t("account:report.area"), value: areaName(report.area, lang) },
            { name: t("account:report.asked"), value: together(day(report.asked_on, lang), way) },
            { name: t("account:report.ticket"), value: report.ticket },
            { name: t("account:report.answer"), value: report.company_answer },
            { name: t("account:report.authorities"), value: before },
            {
              name: t("account:report.moneyKind"),
              value: t(`report:money.${report.money_kind as "licensed"}`),
            },
            { name: t("account:report.remedies"), value: remedies },
            { name: t("account:report.case"), value: link || t("account:reports.noCase") },
            { name: t("account:report.pseudonym"), value: report.pseudonym },
          ]}
        />
        <Prose lang={report.lang}>{report.narrative}</Prose>
      </Card>
    </Section>
  );
}

function together(...parts: (string | null | undefined)[]): string {
  return parts.filter(Boolean).join(" · ");
}
