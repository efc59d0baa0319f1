import { useTranslation } from "react-i18next";
import { ButtonLink } from "~/components/Button";
import { Page } from "~/components/Layouts";
import { SignedIn } from "~/features/accounts/SignedIn";
import { ModerationDesk } from "~/features/moderation/ModerationDesk";
import { usePath } from "~/lib/lang";

/** The moderator's desk. */
export function Component() {
  const { t } = useTranslation(["moderation", "review"]);
  const path = usePath();
  return (
    <Page
      title={t("moderation:title")}
      lead={t("moderation:lead")}
      actions={
        <>
          <ButtonLink tone="quiet" small to={path("/moderation/matches")}>
            {t("review:moderation.matches")}
          </ButtonLink>
          <ButtonLink tone="quiet" small to={path("/moderation/signals")}>
            {t("review:moderation.signals")}
          </ButtonLink>
          <ButtonLink tone="quiet" small to={path("/moderation/organizers")}>
            {t("moderation:organizers.title")}
          </ButtonLink>
        </>
      }
    >
      <SignedIn>
        <ModerationDesk />
      </SignedIn>
    </Page>
  );
}
