import { useTranslation } from "react-i18next";
import { Page } from "~/components/Layouts";
import { SignedIn } from "~/features/accounts/SignedIn";
import { ClaimRow } from "~/features/reports/claiming/ClaimRow";

/** Where a group's claim link leads. */
export function Component() {
  const { t } = useTranslation("claim");
  return (
    <Page title={t("page")} narrow>
      <ClaimRow SignedIn={SignedIn} />
    </Page>
  );
}
