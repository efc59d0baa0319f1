import { useTranslation } from "react-i18next";
import { Page } from "~/components/Layouts";
import { AllRemovals } from "~/features/cases/Removals";

/** The removal log of the whole house: nothing disappears without a line. */
export function Component() {
  const { t } = useTranslation("case");
  return (
    <Page title={t("removals.title")} lead={t("removals.lead")} narrow>
      <AllRemovals />
    </Page>
  );
}
