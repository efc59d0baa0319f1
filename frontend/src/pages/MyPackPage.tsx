import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { SignedIn } from "~/features/accounts/SignedIn";
import { MyPackPage } from "~/features/filings/MyPacks";
import { usePath } from "~/lib/lang";

/** One own pack. */
export function Component() {
  const { t } = useTranslation("account");
  const path = usePath();
  const { pack = "" } = useParams();
  return (
    <SignedIn>
      <MyPackPage reference={pack} back={<Link to={path("/me")}>{t("me.title")}</Link>} />
    </SignedIn>
  );
}
