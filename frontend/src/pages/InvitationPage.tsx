import { useTranslation } from "react-i18next";
import { Page } from "~/components/Layouts";
import { SignedIn } from "~/features/accounts/SignedIn";
import { AcceptInvitation } from "~/features/cases/organizing/AcceptInvitation";

/** Where a co-organizer's invitation leads. */
export function Component() {
  const { t } = useTranslation("account");
  return (
    <Page title={t("invite.title")} lead={t("invite.lead")} narrow>
      <SignedIn>
        <AcceptInvitation />
      </SignedIn>
    </Page>
  );
}
