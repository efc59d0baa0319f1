import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Page } from "~/components/Layouts";
import { CasesTable } from "~/features/statistics/CasesTable";
import { Emerging } from "~/features/statistics/Emerging";
import { Totals } from "~/features/statistics/Totals";
import { usePath } from "~/lib/lang";

/** All released numbers, to look at, compare, download and cite. */
export function Component() {
  const { t } = useTranslation("statistics");
  const path = usePath();
  return (
    <Page
      title={t("title")}
      lead={t("lead")}
      actions={
        <>
          <Link to={path("/method")}>{t("methodLink")}</Link>
          <Link to={path("/statistics/compare")}>{t("compare.open")}</Link>
        </>
      }
    >
      <Totals />
      <Emerging />
      <CasesTable />
    </Page>
  );
}
