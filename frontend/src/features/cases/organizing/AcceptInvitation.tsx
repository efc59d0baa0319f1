import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation, useNavigate } from "react-router";
import { Button } from "~/components/Button";
import { Check } from "~/components/Choice";
import { Stack } from "~/components/Layouts";
import { Notice } from "~/components/Notice";
import { Failure } from "~/components/States";
import { usePath } from "~/lib/lang";
import { problemWords } from "~/lib/problemWords";
import { useAcceptInvitation } from "./queries";

/** Taking up an invitation to co-organize, with the same declaration. */
export function AcceptInvitation() {
  const { t } = useTranslation(["case", "account", "common"]);
  const path = usePath();
  const navigate = useNavigate();
  const token = useLocation().hash.slice(1);
  const [declared, setDeclared] = useState(false);
  const accept = useAcceptInvitation();
  if (token.length < 16) return <Notice tone="warn">{t("common:linkCut")}</Notice>;
  const take = () =>
    accept.mutate(token, {
      onSuccess: (mine) => navigate(path(`/cases/${mine.reference}/desk`), { replace: true }),
    });
  return (
    <Stack>
      <Check checked={declared} onChange={setDeclared} label={t("case:offer.declare")} />
      {accept.isError && <Failure message={problemWords(accept.error, t)} />}
      <div>
        <Button disabled={!declared} busy={accept.isPending} onClick={take}>
          {t("account:invite.accept")}
        </Button>
      </div>
    </Stack>
  );
}
