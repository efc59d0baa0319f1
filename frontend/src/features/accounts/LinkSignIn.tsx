import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation, useNavigate } from "react-router";
import { Button, ButtonLink } from "~/components/Button";
import { Muted, Stack } from "~/components/Layouts";
import { Notice } from "~/components/Notice";
import { Failure } from "~/components/States";
import { usePath } from "~/lib/lang";
import { problemWords } from "~/lib/problemWords";
import { NotMine } from "./NotMine";
import { pendingCode } from "./pendingCode";
import { useSignInByLink } from "./queries";

/** The link of the message: opening it does nothing, pressing the button signs in and leads on to `next`, which is told
 * whether the code was asked for in this browser: more than one person may have begun something here. */
export function LinkSignIn({ next }: { next: (askedHere: boolean) => Promise<string> }) {
  const { t } = useTranslation("account");
  const path = usePath();
  const navigate = useNavigate();
  const token = useLocation().hash.slice(1);
  const enter = useSignInByLink();
  const [fresh, setFresh] = useState(false);
  const signIn = async () => {
    const askedHere = Boolean((await pendingCode())?.sent);
    enter.mutate(
      { token, fresh },
      { onSuccess: async () => navigate(await next(askedHere), { replace: true }) },
    );
  };
  if (token.length < 20) {
    return (
      <Notice tone="warn">
        <p>{t("link.missing")}</p>
        <div>
          <ButtonLink to={path("/sign-in")}>{t("link.toCode")}</ButtonLink>
        </div>
      </Notice>
    );
  }
  return (
    <Stack>
      {enter.isError && <Failure message={problemWords(enter.error, t)} />}
      <Button wide busy={enter.isPending} onClick={signIn}>
        {t("link.button")}
      </Button>
      <Muted>{t("link.elsewhere")}</Muted>
      <NotMine fresh={fresh} onChange={setFresh} />
      <ButtonLink to={path("/sign-in")} tone="plain">
        {t("link.toCode")}
      </ButtonLink>
    </Stack>
  );
}
