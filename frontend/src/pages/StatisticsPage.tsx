import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Page } from "~/components/Layouts";
import { CasesTable, Totals } from "~/features/statistics/Totals";
import { usePath } from "~/lib/lang";

/** All released numbers, to look at, download and cite. */
export function Component() {
  const { t } = useTranslation("statistics");
  const path = usePath();
  return (
    <Page title={t("title")} lead={t("lead")} actions={<Link to={path("/method")}>{t("methodLink")}</Link>}>
      <Totals />
      <CasesTable />
    </Page>
  );
}
