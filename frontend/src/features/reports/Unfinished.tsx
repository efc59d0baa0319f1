import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { Button } from "~/components/Button";
import { Card, Muted, Row } from "~/components/Layouts";
import { Failure } from "~/components/States";
import { SureDialog } from "~/components/SureDialog";
import { useLang, usePath } from "~/lib/lang";
import { useDraft } from "./draft/DraftContext";
import { type Draft, emptyDraft, isOutgoing } from "./draft/draft";
import { type StepId, stepOf } from "./draft/steps";

export interface Aim {
  /** Whether what was begun may become a report of this. */
  fits: (draft: Draft) => boolean;
  at: (draft: Draft) => Draft;
}

/** A report begun on this device: its words never go into a case of something else. */
export function Unfinished({ aim, waiting }: { aim: Aim | null; waiting: boolean }) {
  const { t } = useTranslation(["report", "common"]);
  const path = usePath();
  const lang = useLang();
  const navigate = useNavigate();
  const { draft, change, exchange, forget } = useDraft();
  const [asking, setAsking] = useState(false);
  const [full, setFull] = useState(false);
  const step = stepOf(draft);
  const sending = isOutgoing(draft);
  const elsewhere = aim !== null && !sending && !aim.fits(draft);
  const company = draft.company?.name ?? "";
  const goTo = (where: StepId) => navigate(path(`/report/${where}`));
  const goOn = () => {
    if (aim && !elsewhere && !sending) change(aim.at);
    goTo(step);
  };
  const another = () =>
    exchange(aim?.at(emptyDraft(lang)) ?? emptyDraft(lang)).then(
      () => goTo("issue"),
      () => setFull(true),
    );
  return (
    <Card>
      <h2>{t("report:start.keptTitle")}</h2>
      <p>
        {elsewhere
          ? t("report:start.keptOther", { company, step: t(`report:steps.${step}.title`) })
          : t("report:start.kept", { step: t(`report:steps.${step}.title`) })}
      </p>
      {full && <Failure message={t("report:start.oneOnly")} />}
      <Row>
        <Button onClick={goOn} busy={waiting}>
          {elsewhere ? t("report:start.continueOther", { company }) : t("report:start.continue")}
        </Button>
        {elsewhere && (
          <Button tone="quiet" onClick={another}>
            {t("report:start.another")}
          </Button>
        )}
        {(!elsewhere || full) && (
          <Button tone="plain" onClick={() => setAsking(true)}>
            {t("report:start.discard")}
          </Button>
        )}
      </Row>
      {elsewhere && <Muted small>{t("report:start.anotherNote")}</Muted>}
      <Discard open={asking} onClose={() => setAsking(false)} run={() => forget()} />
    </Card>
  );
}

/** Asks before a draft and its pictures are gone from this device for good. */
export function Discard({
  open,
  files = 0,
  onClose,
  run,
}: {
  open: boolean;
  /** It is not a draft but so many files of a sent report. */
  files?: number;
  onClose: () => void;
  run: () => Promise<unknown>;
}) {
  const { t } = useTranslation("report");
  const drop = useMutation({ mutationFn: run });
  return (
    <SureDialog
      open={open}
      onClose={onClose}
      title={t(files ? "receipt.leftTitle" : "start.discardTitle")}
      does={t(files ? "receipt.leftDrop" : "start.asideDrop")}
      act={drop}
      body={undefined}
    >
      <p>{files ? t("receipt.leftAsk", { n: files }) : t("start.discardAsk")}</p>
    </SureDialog>
  );
}
