import { useTranslation } from "react-i18next";
import { Page } from "~/components/Layouts";
import { Guides } from "~/features/reference/Guides";

/** Self-help and how-to pages. */
export function Component() {
  const { t } = useTranslation("reference");
  return (
    <Page title={t("guides.title")} lead={t("guides.lead")}>
      <Guides />
    </Page>
  );
}
