import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { isStatus, Problem } from "~/api/problem";
import { Button, ButtonLink } from "~/components/Button";
import { Dialog } from "~/components/Dialog";
import { TextField } from "~/components/Field";
import { Stack } from "~/components/Layouts";
import { Notice } from "~/components/Notice";
import { Failure } from "~/components/States";
import { usePath } from "~/lib/lang";
import { problemWords } from "~/lib/problemWords";
import { type ResumeCode, readCode, unwrap } from "./draft/carrying";
import { useDraft } from "./draft/DraftContext";
import { type Draft, isOutgoing, isUnfinished, sameAnswers, waitingFiles } from "./draft/draft";
import { draftsAside, whole } from "./draft/keeping";
import { stepOf } from "./draft/steps";
import { useLeaving } from "./Leaving";
import { fetchParcel } from "./queries";

/** Brings a draft here that was begun in another browser; nothing that lies on this device is lost by it. */
export function ResumeForm({ lang }: { lang: string }) {
  const { t } = useTranslation("report");
  const { draft: here } = useDraft();
  const path = usePath();
  if (isOutgoing(here)) return <Busy words={t("start.codeOutgoing")} to={path("/report/send")} />;
  if (here.sent && waitingFiles(here).length > 0)
    return <Busy words={t("start.codeUploads")} to={path("/report/receipt")} />;
  return <CodeForm lang={lang} />;
}

/** What is on its way from this device comes first. */
function Busy({ words, to }: { words: string; to: string }) {
  const { t } = useTranslation("report");
  return (
    <Notice tone="warn">
      <p>{words}</p>
      <div>
        <ButtonLink to={to} tone="quiet" small>
          {t("start.codeFirst")}
        </ButtonLink>
      </div>
    </Notice>
  );
}

interface Asked {
  carried: Draft;
  /** The same report with other answers, as it lies here: in hand or put away. */
  rival: Draft | null;
}

function CodeForm({ lang }: { lang: string }) {
  const { t } = useTranslation("report");
  const { draft: here } = useDraft();
  const [typed, setTyped] = useState("");
  const [wrong, setWrong] = useState<string | null>(null);
  const [asked, setAsked] = useState<Asked | null>(null);
  const take = useTaking(lang);
  const { leave, asking } = useLeaving();
  const taking = (chosen: Draft) => leave(() => take.mutateAsync(chosen).catch(() => undefined));
  const bring = useMutation({
    mutationFn: async (code: ResumeCode) => {
      const carried = whole(await unwrap(await fetchParcel(code.finder), code.secret), lang);
      const lying = await lyingOf(carried, here, lang);
      return { carried, rival: lying && !sameAnswers(lying, carried) ? lying : null };
    },
    onSuccess: ({ carried, rival }) => {
      if (rival || (isUnfinished(here) && here.id !== carried.id)) setAsked({ carried, rival });
      else taking(carried);
    },
    // A slip in the last letters is noticed here alone: they never leave the browser, and open nothing.
    onError: (error) => {
      const unknown = !(error instanceof Problem) || isStatus(error, 404, 410);
      setWrong(unknown ? t("start.codeUnknown") : problemWords(error, t));
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const code = readCode(typed);
    setWrong(code ? null : t("start.codeWrong"));
    if (code) bring.mutate(code);
  };
  return (
    <>
      <form onSubmit={submit}>
        <Stack>
          <TextField
            label={t("start.codeLabel")}
            hint={t("start.codeHint")}
            error={wrong}
            value={typed}
            onChange={setTyped}
            autoCapitalize="characters"
            spellCheck={false}
            maxLength={24}
          />
          {take.isError && <Failure message={t("start.oneOnly")} />}
          <div>
            <Button type="submit" tone="quiet" busy={bring.isPending || take.isPending}>
              {t("start.codeOpen")}
            </Button>
          </div>
        </Stack>
      </form>
      {asking}
      {asked && <Ask asked={asked} onClose={() => setAsked(null)} take={taking} />}
    </>
  );
}

/** The report behind the code as it lies here: in hand, or put away. */
async function lyingOf(carried: Draft, here: Draft, lang: string): Promise<Draft | null> {
  if (here.id === carried.id) return isUnfinished(here) ? here : null;
  return (await draftsAside(lang)).find((one) => one.id === carried.id) ?? null;
}

/** The parcel has no pictures: those of the same draft that lie on this device are its own. */
function useTaking(lang: string) {
  const path = usePath();
  const navigate = useNavigate();
  const { draft: here, replace, exchange } = useDraft();
  return useMutation({
    mutationFn: async (chosen: Draft) => {
      if (here.id === chosen.id) {
        const revision = Math.max(chosen.revision, here.revision) + 1;
        replace({ ...chosen, files: here.files, revision });
      } else {
        const lying = await lyingOf(chosen, here, lang);
        await exchange({ ...chosen, files: lying?.files ?? [] });
      }
      return chosen;
    },
    onSuccess: (chosen) => navigate(path(`/report/${stepOf(chosen)}`)),
  });
}

/** Something else, or another state of the same, lies here: what becomes of it is said before it happens. */
function Ask({
  asked: { carried, rival },
  onClose,
  take,
}: {
  asked: Asked;
  onClose: () => void;
  take: (chosen: Draft) => void;
}) {
  const { t } = useTranslation("report");
  const path = usePath();
  const navigate = useNavigate();
  const { draft: here } = useDraft();
  const there = t(`steps.${stepOf(carried)}.title`);
  const other = isUnfinished(here) && here.id !== carried.id;
  const keep = () => {
    if (rival && rival.id !== here.id) take(rival);
    else navigate(path(`/report/${stepOf(here)}`));
  };
  const after = (act: () => void) => () => {
    onClose();
    act();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(rival ? "start.sameTitle" : "start.otherTitle")}
      actions={
        <>
          <Button onClick={after(() => take(carried))}>
            {t(rival ? "start.sameTake" : "start.otherTake")}
          </Button>
          <Button tone="quiet" onClick={after(keep)}>
            {t("start.sameKeep")}
          </Button>
        </>
      }
    >
      {rival && <p>{t("start.sameText", { there, here: t(`steps.${stepOf(rival)}.title`) })}</p>}
      {other && <p>{t("start.otherText", { company: here.company?.name ?? t("start.asideNoCompany") })}</p>}
    </Dialog>
  );
}
