import { useTranslation } from "react-i18next";
import { Link, Outlet, useParams } from "react-router";
import { Page } from "~/components/Layouts";
import { Tabs } from "~/components/Tabs";
import { SignedIn } from "~/features/accounts/SignedIn";
import { usePath } from "~/lib/lang";

const PARTS = [
  "members",
  "group",
  "matches",
  "signals",
  "evidence",
  "letters",
  "filings",
  "imports",
] as const;

/** The organizer's desk of one case: each part has its own address. */
export function Component() {
  const { t } = useTranslation("desk");
  const path = usePath();
  const { reference = "" } = useParams();
  const base = path(`/cases/${reference}/desk`);
  const items = [
    { to: base, label: t("tabs.overview") },
    ...PARTS.map((part) => ({ to: `${base}/${part}`, label: t(`tabs.${part}`), end: false })),
  ];
  return (
    <Page title={t("title")} above={<Link to={path(`/cases/${reference}`)}>{t("back")}</Link>}>
      <SignedIn>
        <Tabs label={t("tabs.label")} items={items} />
        <Outlet />
      </SignedIn>
    </Page>
  );
}
