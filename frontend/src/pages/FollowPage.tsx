import { useTranslation } from "react-i18next";
import { Page } from "~/components/Layouts";
import { FollowLink } from "~/features/cases/FollowLink";

/** What a message about a followed case leads to. */
export function Component() {
  const { t } = useTranslation("case");
  return (
    <Page title={t("follow.pageTitle")} narrow>
      <FollowLink />
    </Page>
  );
}
