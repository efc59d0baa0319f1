import { useTranslation } from "react-i18next";
import { useNavigate, useSearchParams } from "react-router";
import { More } from "~/components/Bits";
import { Page } from "~/components/Layouts";
import { RecoveryForm } from "~/features/accounts/RecoveryForm";
import { SignInBox } from "~/features/accounts/SignInBox";
import { usePath } from "~/lib/lang";

/** Sign in by code, and the way back in when the number is gone. */
export function Component() {
  const { t } = useTranslation("account");
  const path = usePath();
  const navigate = useNavigate();
  const [query] = useSearchParams();
  const back = query.get("back") ?? "";
  const done = () => navigate(/^\/(zh|en|id)(\/|$)/.test(back) ? back : path("/me"), { replace: true });
  return (
    <Page title={t("signIn.title")} lead={t("signIn.lead")} narrow>
      <SignInBox onDone={done} />
      <More summary={t("signIn.recover")}>
        <RecoveryForm onDone={done} />
      </More>
    </Page>
  );
}
