import { useTranslation } from "react-i18next";
import { Section } from "~/components/Layouts";
import { usePath } from "~/lib/lang";
import { Breakdown } from "./Breakdown";
import { casesPath } from "./CasesTable";
import type { TotalRelease } from "./queries";

/** What a release of sums is made of: by company (of everything), by problem, area, month and amount. */
export function SumBreakdowns({ release, slug }: { release: TotalRelease; slug?: string }) {
  const { t } = useTranslation("statistics");
  const path = usePath();
  return (
    <>
      {!slug && release.respondents.length > 0 && (
        <Section title={t("by.company")}>
          <Breakdown
            dimension="company"
            linkTo={(cell) => path(`/companies/${cell}`)}
            cells={release.respondents.map((one) => ({ cell: one.respondent, value: one.people_at_least }))}
          />
        </Section>
      )}
      <Section title={t("by.issue")}>
        <Breakdown
          dimension="issue"
          linkTo={(cell) => path(casesPath(slug, cell))}
          cells={release.issues.map((one) => ({ cell: one.issue, value: one.people_at_least }))}
        />
      </Section>
      {(["area", "month", "amount"] as const)
        .filter((name) => release.breakdowns[name].length > 0)
        .map((name) => (
          <Section key={name} title={t(`by.${name}`)}>
            <Breakdown
              dimension={name}
              cells={release.breakdowns[name].map((one) => ({ cell: one.cell, value: one.at_least }))}
            />
          </Section>
        ))}
    </>
  );
}
