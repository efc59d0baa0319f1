import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { Page } from "~/components/Layouts";
import { SignedIn } from "~/features/accounts/SignedIn";
import { MyPack } from "~/features/filings/MyPacks";
import { usePath } from "~/lib/lang";

/** One own pack. */
export function Component() {
  const { t } = useTranslation(["packs", "account"]);
  const path = usePath();
  const { pack = "" } = useParams();
  return (
    <Page title={t("packs:page")} narrow above={<Link to={path("/me")}>{t("account:me.title")}</Link>}>
      <SignedIn>
        <MyPack reference={pack} />
      </SignedIn>
    </Page>
  );
}
