import { useTranslation } from "react-i18next";
import { Page } from "~/components/Layouts";
import { FindCases } from "~/features/cases/FindCases";

/** Find a public case. */
export function Component() {
  const { t } = useTranslation("case");
  return (
    <Page title={t("find.title")} lead={t("find.lead")}>
      <FindCases />
    </Page>
  );
}
