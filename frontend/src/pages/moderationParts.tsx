import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Page } from "~/components/Layouts";
import { SignedIn } from "~/features/accounts/SignedIn";
import { ReviewDesk } from "~/features/matching/ReviewDesk";
import { Signals } from "~/features/matching/Signals";
import { Organizers } from "~/features/moderation/Organizers";
import { usePath } from "~/lib/lang";

function Part({ title, children }: { title: string; children: ReactNode }) {
  const { t } = useTranslation("review");
  const path = usePath();
  return (
    <Page title={title} above={<Link to={path("/moderation")}>{t("moderation.back")}</Link>}>
      <SignedIn>{children}</SignedIn>
    </Page>
  );
}

/** Proposed matches of every case. */
export function AllMatches() {
  const { t } = useTranslation("review");
  return (
    <Part title={t("moderation.matches")}>
      <ReviewDesk />
    </Part>
  );
}

/** Signals of every case. */
export function AllSignals() {
  const { t } = useTranslation("review");
  return (
    <Part title={t("signals.title")}>
      <Signals />
    </Part>
  );
}

/** Who organizes which case. */
export function AllOrganizers() {
  const { t } = useTranslation("moderation");
  return (
    <Part title={t("organizers.title")}>
      <Organizers />
    </Part>
  );
}
