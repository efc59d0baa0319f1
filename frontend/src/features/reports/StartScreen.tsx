import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useSearchParams } from "react-router";
import { More } from "~/components/Bits";
import { Button, ButtonLink } from "~/components/Button";
import { Dialog } from "~/components/Dialog";
import { Card, Page, Row, Stack } from "~/components/Layouts";
import { useLang, usePath } from "~/lib/lang";
import { useDraft } from "./draft/DraftContext";
import { type Draft, emptyDraft, hasContent, isOutgoing, waitingFiles } from "./draft/draft";
import { isStep } from "./draft/steps";
import { useAbout, useJoinTarget, withAbout, withTarget } from "./queries";
import { ResumeForm } from "./ResumeForm";

/** Before the first question: what it takes, what is kept, and the way back into an unfinished report. */
export function StartScreen() {
  const { t } = useTranslation(["report", "common"]);
  const path = usePath();
  const lang = useLang();
  const navigate = useNavigate();
  const [query] = useSearchParams();
  const { draft, change, replace, forget } = useDraft();
  const [asking, setAsking] = useState(false);
  const target = useJoinTarget(query.get("case"));
  const about = useAbout(query.get("company"), query.get("issue"));
  const unfinished = hasContent(draft) && !draft.sent;

  const aim = (old: Draft) =>
    target.data ? withTarget(old, target.data) : about.data ? withAbout(old, about.data) : old;
  const aimed = Boolean(target.data || about.data);

  // A sent report is over: the next one begins with new keys. Its files may still be on their way.
  const begin = async () => {
    if (draft.sent) {
      await forget();
      replace(aim(emptyDraft(lang)));
    } else if (aimed) change(aim);
    navigate(path(`/report/${aimed ? "issue" : "company"}`));
  };
  const step = isOutgoing(draft) ? "send" : isStep(draft.step) ? draft.step : "company";
  const goOn = () => {
    if (aimed) change(aim);
    navigate(path(`/report/${step}`));
  };
  const uploads = draft.sent ? waitingFiles(draft).length : 0;
  return (
    <Page title={t("report:start.title")} tab={t("report:windowTitle")} lead={t("report:start.lead")} narrow>
      {target.data && <Card>{t("report:start.forCase", { title: target.data.found.title })}</Card>}
      {about.data && (
        <Card>
          {t("report:start.about", { company: about.data.company.name, issue: about.data.issue.name })}
        </Card>
      )}
      {uploads > 0 ? (
        <Card>
          <h2>{t("report:start.uploadsTitle")}</h2>
          <p>{t("report:start.uploads", { n: uploads })}</p>
          <div>
            <ButtonLink to={path("/report/receipt")}>{t("report:receipt.uploadAgain")}</ButtonLink>
          </div>
        </Card>
      ) : unfinished ? (
        <Card>
          <h2>{t("report:start.keptTitle")}</h2>
          <p>{t("report:start.kept", { step: t(`report:steps.${step}.title`) })}</p>
          <Row>
            <Button onClick={goOn}>{t("report:start.continue")}</Button>
            <Button tone="plain" onClick={() => setAsking(true)}>
              {t("report:start.discard")}
            </Button>
          </Row>
        </Card>
      ) : (
        <>
          <Stack as="ul" tight>
            <li>{t("report:start.need1")}</li>
            <li>{t("report:start.need2")}</li>
            <li>{t("report:start.need3")}</li>
          </Stack>
          <Button wide onClick={begin} busy={target.isLoading || about.isLoading}>
            {t("report:start.begin")}
          </Button>
        </>
      )}
      <More summary={t("report:start.codeTitle")}>
        <ResumeForm lang={lang} />
      </More>
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t("report:start.discard")}
        actions={
          <>
            <Button tone="danger" onClick={() => forget().then(() => setAsking(false))}>
              {t("report:start.discard")}
            </Button>
            <Button tone="quiet" onClick={() => setAsking(false)}>
              {t("common:cancel")}
            </Button>
          </>
        }
      >
        <p>{t("report:start.discardAsk")}</p>
      </Dialog>
    </Page>
  );
}
