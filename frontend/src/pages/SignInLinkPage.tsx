import { useTranslation } from "react-i18next";
import { Page } from "~/components/Layouts";
import { LinkSignIn } from "~/features/accounts/LinkSignIn";
import { unsent } from "~/features/reports/unsent";
import { usePath } from "~/lib/lang";

/** Where the link of a sign-in message leads: a button, then the report that waited for its code, or one's own place. */
export function Component() {
  const { t } = useTranslation("account");
  const path = usePath();
  const next = async (askedHere: boolean) =>
    path(askedHere && (await unsent())?.step === "send" ? "/report/send" : "/me");
  return (
    <Page title={t("link.title")} lead={t("link.lead")} narrow>
      <LinkSignIn next={next} />
    </Page>
  );
}
