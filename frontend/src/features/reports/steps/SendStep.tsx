import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { isStatus } from "~/api/problem";
import { Button, ButtonLink } from "~/components/Button";
import { Muted, Stack } from "~/components/Layouts";
import { Notice } from "~/components/Notice";
import { Failure } from "~/components/States";
import { usePath } from "~/lib/lang";
import { problemWords } from "~/lib/problemWords";
import { useDraft } from "../draft/DraftContext";
import { isOutgoing } from "../draft/draft";
import { firstOpen } from "../draft/steps";
import { SaveForLater } from "../SaveForLater";
import { Summary } from "../Summary";
import { UsedElsewhere, useSend } from "../sending/queries";
import { useSlots } from "../slots";

/** The last look, then the code, then it is sent: the server keeps nothing of it before. */
export function SendStep() {
  const { t } = useTranslation("report");
  const path = usePath();
  const { draft } = useDraft();
  const { SignedIn } = useSlots();
  const open = isOutgoing(draft) ? null : firstOpen(draft);
  if (open) {
    return (
      <Notice tone="warn" title={t("send.incomplete")}>
        <p>{t(`steps.${open}.title`)}</p>
        <div>
          <ButtonLink to={path(`/report/${open}`)} tone="quiet" small>
            {t("send.goThere")}
          </ButtonLink>
        </div>
      </Notice>
    );
  }
  return (
    <Stack>
      <Summary />
      <SignedIn title={t("send.contactTitle")} text={t("send.contactText")} help={<NoCode />}>
        <SendButton />
      </SignedIn>
    </Stack>
  );
}

/** Nobody loses a report to a code that never comes. */
function NoCode() {
  const { t } = useTranslation("report");
  return (
    <>
      <Muted small>{t("send.noCode")}</Muted>
      <div>
        <SaveForLater />
      </div>
    </>
  );
}

/** The report is in from another device: where to see it, and the way to be rid of what still lies on this one. */
function SentElsewhere() {
  const { t } = useTranslation("report");
  const path = usePath();
  const navigate = useNavigate();
  const { draft, forget } = useDraft();
  const remove = () => forget().then(() => navigate(path("/me"), { replace: true }));
  return (
    <Notice title={t("send.alreadyTitle")} live>
      <p>{t("send.already")}</p>
      {draft.files.length > 0 && <p>{t("send.alreadyFiles", { count: draft.files.length })}</p>}
      <div>
        <ButtonLink to={path("/me")} tone="quiet" small>
          {t("receipt.mine")}
        </ButtonLink>
      </div>
      <div>
        <Button tone="quiet" small onClick={remove}>
          {t("send.alreadyRemove")}
        </Button>
      </div>
    </Notice>
  );
}

function SendButton() {
  const { t } = useTranslation("report");
  const path = usePath();
  const navigate = useNavigate();
  const client = useQueryClient();
  const { draft, change } = useDraft();
  const send = useSend();
  const run = useMutation({
    mutationFn: () => send(draft, change),
    onSuccess: () => navigate(path("/report/receipt"), { replace: true }),
    onError: (error) => isStatus(error, 401) && client.invalidateQueries({ queryKey: ["sign-in"] }),
  });
  const unsure = isOutgoing(draft) && !run.isPending;
  const used = run.error instanceof UsedElsewhere ? run.error.what : null;
  if (used === "report") return <SentElsewhere />;
  return (
    <Stack>
      {run.isError && <Failure message={used ? t("send.caseOpened") : problemWords(run.error, t)} />}
      {!run.isError && !unsure && !run.isPending && (
        <Notice tone="good" live>
          {t("send.oneMore")}
        </Notice>
      )}
      {unsure && (
        <Notice title={t("send.unsureTitle")}>
          <p>{t("send.unsure")}</p>
        </Notice>
      )}
      {run.isError && <Muted small>{t("send.safe")}</Muted>}
      <Button wide busy={run.isPending} onClick={() => run.mutate()}>
        {run.isPending ? t("send.sending") : t(run.isError || unsure ? "send.again" : "send.button")}
      </Button>
    </Stack>
  );
}
