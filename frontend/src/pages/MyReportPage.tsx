import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { Page } from "~/components/Layouts";
import { SignedIn } from "~/features/accounts/SignedIn";
import { OwnEvidence } from "~/features/evidence/OwnEvidence";
import { MyReport } from "~/features/reports/mine/MyReport";
import { usePath } from "~/lib/lang";

/** One own report with its files. */
export function Component() {
  const { t } = useTranslation("account");
  const path = usePath();
  const { id = "" } = useParams();
  return (
    <Page title={t("report.title")} narrow above={<Link to={path("/me")}>{t("me.title")}</Link>}>
      <SignedIn>
        <MyReport id={id} evidence={(closed) => <OwnEvidence reportId={id} closed={closed} />} />
      </SignedIn>
    </Page>
  );
}
