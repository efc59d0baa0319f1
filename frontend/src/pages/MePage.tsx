import { useTranslation } from "react-i18next";
import { Outlet } from "react-router";
import { Page } from "~/components/Layouts";
import { Tabs } from "~/components/Tabs";
import { useUnread } from "~/features/accounts/notices/queries";
import { useSignedIn } from "~/features/accounts/queries";
import { SignedIn } from "~/features/accounts/SignedIn";
import { StaffLinks } from "~/features/accounts/StaffLinks";
import { usePath } from "~/lib/lang";

/** My place: reports, letters waiting for me, permissions, account. */
export function Component() {
  const { t } = useTranslation("account");
  const path = usePath();
  const signedIn = useSignedIn().data?.signed_in ?? false;
  const unread = useUnread(signedIn).data?.unread ?? 0;
  const items = [
    { to: path("/me"), label: t("me.overview") },
    { to: path("/me/news"), label: unread > 0 ? t("me.newsCount", { n: unread }) : t("me.news") },
    { to: path("/me/approvals"), label: t("me.approvals"), end: false },
    { to: path("/me/evidence"), label: t("me.evidence") },
    { to: path("/me/consents"), label: t("me.consents") },
    { to: path("/me/account"), label: t("me.account") },
  ];
  return (
    <Page title={t("me.title")} narrow>
      <SignedIn>
        <StaffLinks />
        <Tabs label={t("me.tabs")} items={items} />
        <Outlet />
      </SignedIn>
    </Page>
  );
}
