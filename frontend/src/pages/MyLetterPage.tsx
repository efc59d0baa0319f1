import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { Page } from "~/components/Layouts";
import { SignedIn } from "~/features/accounts/SignedIn";
import { MyLetter } from "~/features/letters/MyLetter";
import { usePath } from "~/lib/lang";

/** One letter that waits for my decision. */
export function Component() {
  const { t } = useTranslation("letters");
  const path = usePath();
  const { reference = "", letter = "" } = useParams();
  return (
    <Page title={t("mine.page")} narrow above={<Link to={path("/me/approvals")}>{t("mine.title")}</Link>}>
      <SignedIn>
        <MyLetter reference={reference} letter={letter} />
      </SignedIn>
    </Page>
  );
}
