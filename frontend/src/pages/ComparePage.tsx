import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Page } from "~/components/Layouts";
import { Compare } from "~/features/statistics/Compare";
import { usePath } from "~/lib/lang";

/** Two companies or two cases side by side. */
export function Component() {
  const { t } = useTranslation("statistics");
  const path = usePath();
  return (
    <Page
      title={t("compare.title")}
      lead={t("compare.lead")}
      above={<Link to={path("/statistics")}>{t("title")}</Link>}
    >
      <Compare />
    </Page>
  );
}
