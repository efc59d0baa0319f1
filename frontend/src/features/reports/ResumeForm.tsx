import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { isStatus } from "~/api/problem";
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

function CodeForm({ lang }: { lang: string }) {
  const { t } = useTranslation("report");
  const { draft: here } = useDraft();
  const [typed, setTyped] = useState("");
  const [wrong, setWrong] = useState<string | null>(null);
  const [asked, setAsked] = useState<Draft | null>(null);
  const take = useTaking(lang);
  const { leave, asking } = useLeaving();
  const bring = useMutation({
    mutationFn: async (code: ResumeCode) =>
      whole(await unwrap(await fetchParcel(code.finder), code.secret), lang),
    onSuccess: (carried) => {
      const free = !isUnfinished(here) || (here.id === carried.id && sameAnswers(here, carried));
      if (free) leave(() => take.mutateAsync(carried).catch(() => undefined));
      else setAsked(carried);
    },
    onError: (error) => setWrong(isStatus(error, 404, 410) ? t("start.codeUnknown") : problemWords(error, t)),
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
      {asked && <Ask carried={asked} onClose={() => setAsked(null)} take={take.mutate} />}
    </>
  );
}

/** The parcel has no pictures: those of the same draft that lie on this device are its own. */
function useTaking(lang: string) {
  const path = usePath();
  const navigate = useNavigate();
  const { draft: here, replace, exchange } = useDraft();
  return useMutation({
    mutationFn: async (carried: Draft) => {
      if (here.id === carried.id) {
        const revision = Math.max(carried.revision, here.revision) + 1;
        replace({ ...carried, files: here.files, revision });
      } else {
        const away = (await draftsAside(lang)).find((one) => one.id === carried.id);
        await exchange({ ...carried, files: away?.files ?? [] });
      }
      return carried;
    },
    onSuccess: (carried) => navigate(path(`/report/${stepOf(carried)}`)),
  });
}

/** Something else, or another state of the same, lies here: what becomes of it is said before it happens. */
function Ask({
  carried,
  onClose,
  take,
}: {
  carried: Draft;
  onClose: () => void;
  take: (carried: Draft) => void;
}) {
  const { t } = useTranslation("report");
  const path = usePath();
  const navigate = useNavigate();
  const { draft: here } = useDraft();
  const same = here.id === carried.id;
  const there = t(`steps.${stepOf(carried)}.title`);
  const stopped = t(`steps.${stepOf(here)}.title`);
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(same ? "start.sameTitle" : "start.otherTitle")}
      actions={
        <>
          <Button
            onClick={() => {
              onClose();
              take(carried);
            }}
          >
            {t(same ? "start.sameTake" : "start.otherTake")}
          </Button>
          <Button
            tone="quiet"
            onClick={() => {
              onClose();
              navigate(path(`/report/${stepOf(here)}`));
            }}
          >
            {t("start.sameKeep")}
          </Button>
        </>
      }
    >
      <p>
        {same
          ? t("start.sameText", { there, here: stopped })
          : t("start.otherText", { company: here.company?.name ?? t("start.asideNoCompany") })}
      </p>
    </Dialog>
  );
}
