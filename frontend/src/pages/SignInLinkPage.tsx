import { useTranslation } from "react-i18next";
import { Page } from "~/components/Layouts";
import { LinkSignIn } from "~/features/accounts/LinkSignIn";
import { unsentAt } from "~/features/reports/unsent";
import { usePath } from "~/lib/lang";

/** Where the link of a sign-in message leads: a button, then the report that waited for it, or one's own place. */
export function Component() {
  const { t } = useTranslation("account");
  const path = usePath();
  const next = async () => path((await unsentAt()) === "send" ? "/report/send" : "/me");
  return (
    <Page title={t("link.title")} lead={t("link.lead")} narrow>
      <LinkSignIn next={next} />
    </Page>
  );
}
