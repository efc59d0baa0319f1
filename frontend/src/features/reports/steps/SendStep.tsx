import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { Facts } from "~/components/Bits";
import { Button, ButtonLink } from "~/components/Button";
import { Card, Muted, Stack } from "~/components/Layouts";
import { Notice } from "~/components/Notice";
import { Failure } from "~/components/States";
import { useLang, usePath } from "~/lib/lang";
import { money, toMinor } from "~/lib/money";
import { problemWords } from "~/lib/problemWords";
import { useDraft } from "../draft/DraftContext";
import { firstOpen } from "../draft/steps";
import { useIssues, useSend } from "../queries";
import { useSlots } from "../slots";

/** The last look, then the code, then it is sent: nothing leaves the device before. */
export function SendStep() {
  const { t } = useTranslation("report");
  const path = usePath();
  const { draft } = useDraft();
  const { SignedIn } = useSlots();
  const open = firstOpen(draft);
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
      <SignedIn>
        <SendButton />
      </SignedIn>
    </Stack>
  );
}

function SendButton() {
  const { t } = useTranslation("report");
  const path = usePath();
  const navigate = useNavigate();
  const { draft, change } = useDraft();
  const send = useSend();
  const run = useMutation({
    mutationFn: () => send(draft, change),
    onSuccess: () => navigate(path("/report/receipt"), { replace: true }),
  });
  return (
    <Stack>
      {run.isError && <Failure message={problemWords(run.error, t)} />}
      {run.isError && <Muted small>{t("send.safe")}</Muted>}
      <Button wide busy={run.isPending} onClick={() => run.mutate()}>
        {run.isPending ? t("send.sending") : t(run.isError ? "send.again" : "send.button")}
      </Button>
    </Stack>
  );
}

function Summary() {
  const { t } = useTranslation("report");
  const lang = useLang();
  const { draft } = useDraft();
  const issues = useIssues();
  const issue = issues.data?.issues.find((one) => one.id === draft.issueId);
  const minor = draft.amount.text ? toMinor(draft.amount.text, draft.amount.currency) : null;
  const cases = {
    join: draft.joining?.title ?? "",
    open: t("send.caseOpen", { title: draft.opening.title }),
    none: t("send.caseNone"),
  };
  return (
    <Card>
      <h2>{t("send.summary")}</h2>
      <Facts
        items={[
          { name: t("send.company"), value: draft.company?.name },
          { name: t("send.issue"), value: issue ? issue.name : t("issue.unspecified") },
          { name: t("send.amount"), value: money(minor, draft.amount.currency, lang) },
          { name: t("send.case"), value: cases[draft.choice ?? "none"] },
          { name: t("send.files"), value: t("send.fileCount", { n: draft.files.length }) },
          { name: t("send.seen"), value: draft.seen ? t(`seen.${draft.seen}`) : null },
        ]}
      />
    </Card>
  );
}
