import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { usePath } from "~/lib/lang";
import { useSignedIn } from "./queries";

/** The way to the moderators' desk, for those who have one. */
export function StaffLinks() {
  const { t } = useTranslation("account");
  const path = usePath();
  const roles = useSignedIn().data?.roles ?? [];
  if (!roles.includes("moderator") && !roles.includes("admin")) return null;
  return <Link to={path("/moderation")}>{t("roles.moderation")}</Link>;
}
