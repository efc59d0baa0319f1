import { type FormEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Navigate, useNavigate } from "react-router";
import { Progress } from "~/components/Bits";
import { Button } from "~/components/Button";
import { FieldError } from "~/components/Field";
import { Notice } from "~/components/Notice";
import { useLang, usePath } from "~/lib/lang";
import { useDraft } from "./draft/DraftContext";
import { isOutgoing } from "./draft/draft";
import { after, before, firstOpen, missing, type StepId, visibleSteps } from "./draft/steps";
import { useAskedAhead } from "./queries";
import { SaveForLater } from "./SaveForLater";
import { STEP_SCREENS } from "./steps/screens";
import styles from "./Wizard.module.css";

/** One question a screen: what is asked, the answer, back and on. The browser's own back works too. */
export function Wizard({ step }: { step: StepId }) {
  const { t } = useTranslation(["report", "common"]);
  const path = usePath();
  const lang = useLang();
  const navigate = useNavigate();
  const { draft, safe, change } = useDraft();
  useAskedAhead();
  const [tried, setTried] = useState(0);
  const heading = useRef<HTMLHeadingElement>(null);
  const wrong = useRef<HTMLDivElement>(null);
  const Screen = STEP_SCREENS[step];
  const steps = visibleSteps(draft);
  const at = steps.indexOf(step) + 1;
  const lack = missing(step, draft);

  useEffect(() => {
    setTried(0);
    heading.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
    change((old) => (old.sent || (old.step === step && old.lang === lang) ? old : { ...old, step, lang }));
    document.title = `${t("report:windowTitle")} · Joinder`;
  }, [step, lang, change, t]);

  useEffect(() => {
    if (tried > 0) wrong.current?.scrollIntoView?.({ block: "center" });
  }, [tried]);

  const forward = (event: FormEvent) => {
    event.preventDefault();
    if (lack) return setTried(tried + 1);
    const next = after(step, draft);
    if (next) navigate(path(`/report/${next}`));
  };
  if (draft.sent) return <Navigate to={path("/report/receipt")} replace />;
  if (isOutgoing(draft) && step !== "send") return <Navigate to={path("/report/send")} replace />;
  if (at === 0) return <Navigate to={path(`/report/${firstOpen(draft) ?? "send"}`)} replace />;
  const previous = before(step, draft);
  const back = () => navigate(path(previous ? `/report/${previous}` : "/report"));

  return (
    <Frame asks={step !== "send"} onSubmit={forward}>
      <div className={styles.progress}>
        <Progress value={at / steps.length} label={t("report:progress", { at, of: steps.length })} />
        <div className={styles.count}>
          <span>{t("report:progress", { at, of: steps.length })}</span>
          <SaveForLater />
        </div>
      </div>
      <div className={styles.head}>
        <h1 ref={heading} tabIndex={-1}>
          {t(`report:steps.${step}.title`)}
        </h1>
        <p className={styles.hint}>{t(`report:steps.${step}.hint`)}</p>
      </div>
      <div className={styles.form}>
        {!safe && <Notice tone="warn">{t("report:keep.unsafe")}</Notice>}
        <Screen />
        {tried > 0 && lack && (
          <div ref={wrong}>
            <FieldError>{t(`report:missing.${lack}`)}</FieldError>
          </div>
        )}
      </div>
      <div className={styles.actions}>
        <div className={styles.actionsIn}>
          <Button tone="quiet" onClick={back} disabled={isOutgoing(draft)}>
            {t("common:back")}
          </Button>
          {step !== "send" && <Button type="submit">{t("common:next")}</Button>}
        </div>
      </div>
    </Frame>
  );
}

/** A form, but for the last screen: that one holds the forms of signing in. */
function Frame({
  asks,
  onSubmit,
  children,
}: {
  asks: boolean;
  onSubmit: (e: FormEvent) => void;
  children: ReactNode;
}) {
  if (!asks) return <div className={styles.frame}>{children}</div>;
  return (
    <form className={styles.frame} onSubmit={onSubmit} noValidate>
      {children}
    </form>
  );
}
