import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Card, Muted } from "~/components/Layouts";
import { Failure, Loading } from "~/components/States";
import { problemWords } from "~/lib/problemWords";
import { useAwaited } from "./queries";
import { RecoveryForm } from "./RecoveryForm";
import { SignInBox } from "./SignInBox";

/** Shows what is inside once somebody is signed in, and before that the way to sign in; `help` if no code comes. */
export function SignedIn({
  children,
  help,
  title,
  text,
}: {
  children: ReactNode;
  help?: ReactNode;
  title?: string;
  text?: string;
}) {
  const { t } = useTranslation(["account", "common"]);
  const who = useAwaited();
  if (who.isPending) return <Loading lines={2} />;
  // What was typed into the box inside stays while looking again fails.
  if (who.isError && !who.data)
    return <Failure message={problemWords(who.error, t)} retry={() => who.refetch()} />;
  if (who.data.signed_in) return <>{children}</>;
  return (
    <Card>
      <h2>{title ?? t("common:signInFirst.title")}</h2>
      <Muted>{text ?? t("common:signInFirst.text")}</Muted>
      <SignInBox
        help={
          <>
            {help}
            <RecoveryForm />
          </>
        }
      />
    </Card>
  );
}
