import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useSearchParams } from "react-router";
import { More } from "~/components/Bits";
import { Button, ButtonLink } from "~/components/Button";
import { Card, Page, Stack } from "~/components/Layouts";
import { Failure } from "~/components/States";
import { useLang, usePath } from "~/lib/lang";
import { problemWords } from "~/lib/problemWords";
import { useDraft } from "./draft/DraftContext";
import { emptyDraft, isUnfinished, mayBeAbout, waitingFiles } from "./draft/draft";
import { useLeaving } from "./Leaving";
import { PutAway } from "./PutAway";
import { fitsTarget, useAbout, useAskedAhead, useJoinTarget, withAbout, withTarget } from "./queries";
import { ResumeForm } from "./ResumeForm";
import { type Aim, Unfinished } from "./Unfinished";

/** The case, or the company and problem, that somebody came from; null where they came from nowhere. */
function useAim() {
  const [query] = useSearchParams();
  const target = useJoinTarget(query.get("case"));
  const about = useAbout(query.get("company"), query.get("issue"));
  const aim = (): Aim | null => {
    const [one, other] = [target.data, about.data];
    if (one) return { fits: (draft) => fitsTarget(draft, one), at: (draft) => withTarget(draft, one) };
    if (!other) return null;
    const { company, issue } = other;
    return { fits: (draft) => mayBeAbout(draft, company, issue.id), at: (draft) => withAbout(draft, other) };
  };
  const lost = [target, about].find((one) => one.isError);
  return { target, about, aim: aim(), loading: target.isLoading || about.isLoading, lost };
}

/** Before the first question: what it takes, what is kept, and the way back into an unfinished report. */
export function StartScreen() {
  const { t } = useTranslation("report");
  const path = usePath();
  const lang = useLang();
  const navigate = useNavigate();
  const { draft, change, forget } = useDraft();
  useAskedAhead();
  const { target, about, aim, loading, lost } = useAim();
  const [without, setWithout] = useState(false);
  const { leave, asking } = useLeaving();

  // A sent report is over: the next one begins with new keys. Its files may still be on their way.
  const begin = async () => {
    if (draft.sent) {
      const fresh = emptyDraft(lang);
      if (!(await forget(aim ? aim.at(fresh) : fresh))) return;
    } else if (aim) change(aim.at);
    navigate(path(`/report/${aim ? "issue" : "company"}`));
  };
  const uploads = draft.sent ? waitingFiles(draft).length : 0;
  return (
    <Page title={t("start.title")} tab={t("windowTitle")} lead={t("start.lead")} narrow>
      {target.data && <Card>{t("start.forCase", { title: target.data.found.title })}</Card>}
      {about.data && (
        <Card>{t("start.about", { company: about.data.company.name, issue: about.data.issue.name })}</Card>
      )}
      {uploads > 0 ? (
        <Card>
          <h2>{t("start.uploadsTitle")}</h2>
          <p>{t("start.uploads", { n: uploads })}</p>
          <div>
            <ButtonLink to={path("/report/receipt")}>{t("receipt.uploadAgain")}</ButtonLink>
          </div>
        </Card>
      ) : lost && !without ? (
        <Failure message={t("start.lost")} retry={() => lost.refetch()}>
          <p>{problemWords(lost.error, t)}</p>
          <div>
            <Button tone="quiet" small onClick={() => setWithout(true)}>
              {t("start.without")}
            </Button>
          </div>
        </Failure>
      ) : isUnfinished(draft) ? (
        <Unfinished aim={aim} waiting={loading} />
      ) : (
        <>
          <Stack as="ul" tight>
            <li>{t("start.need1")}</li>
            <li>{t("start.need2")}</li>
            <li>{t("start.need3")}</li>
          </Stack>
          <Button wide onClick={() => leave(begin)} busy={loading}>
            {t("start.begin")}
          </Button>
          {asking}
        </>
      )}
      {uploads === 0 && <PutAway />}
      <More summary={t("start.codeTitle")}>
        <ResumeForm lang={lang} />
      </More>
    </Page>
  );
}
