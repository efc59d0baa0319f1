import { useTranslation } from "react-i18next";
import { Page } from "~/components/Layouts";
import { SignedIn } from "~/features/accounts/SignedIn";
import { ModerationDesk } from "~/features/moderation/ModerationDesk";

/** The moderator's desk. */
export function Component() {
  const { t } = useTranslation("moderation");
  return (
    <Page title={t("title")} lead={t("lead")}>
      <SignedIn>
        <ModerationDesk />
      </SignedIn>
    </Page>
  );
}
