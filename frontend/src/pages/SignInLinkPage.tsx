import { useTranslation } from "react-i18next";
import { Page } from "~/components/Layouts";
import { LinkSignIn } from "~/features/accounts/LinkSignIn";

/** Where the link of a sign-in message leads: a button, never a sign-in by opening. */
export function Component() {
  const { t } = useTranslation("account");
  return (
    <Page title={t("link.title")} lead={t("link.lead")} narrow>
      <LinkSignIn />
    </Page>
  );
}
