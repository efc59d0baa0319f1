import { useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { isStatus, Problem } from "~/api/problem";
import { alone } from "~/lib/alone";
import { problemWords } from "~/lib/problemWords";
import { useDraft } from "./draft/DraftContext";
import { type KeptFile, waitingFiles } from "./draft/draft";
import { fileOf, forgetFile, lyingDraft } from "./draft/keeping";
import { listRecording, sendFile } from "./queries";
import { isVerdict } from "./sending/queries";

/** Seconds before a cut-off upload is tried again by itself. */
const PAUSES = [2, 5, 10, 20, 40];

export interface Uploading {
  now: { id: string; share: number } | null;
  /** The words of what stopped it, until it goes on. */
  stopped: string | null;
  /** Whoever is signed in now is not the one who sent the report: it waits until they are. */
  barred: boolean;
  /** One took longer than the server waits: it is tried again, and may be taken off. */
  slow: boolean;
  run: () => void;
  /** Takes one file that isn't up off the list and off this device. */
  drop: (id: string) => void;
}

/** The chosen files go up one after another; what is cut off goes on by itself once the connection is back. */
export function useUploading(reportId: string): Uploading {
  const { t } = useTranslation("report");
  const { draft, change, refresh } = useDraft();
  const [now, setNow] = useState<Uploading["now"]>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const [tries, setTries] = useState(0);
  const running = useRef(false);
  const gone = useRef(false);
  const stopped = problem === null ? null : problemWords(problem, t);
  const barred = isNotNow(problem);

  const settle = useCallback(
    (id: string, part: Partial<KeptFile>) =>
      change((old) =>
        old.files.some((file) => file.id === id)
          ? { ...old, files: old.files.map((file) => (file.id === id ? { ...file, ...part } : file)) }
          : old,
      ),
    [change],
  );

  /** The next waiting file, as it stands once no other look at this report has one in hand; null: there is none. */
  const next = useCallback(
    async (tried: Set<string>): Promise<Went | null> => {
      const now = await refresh();
      const waiting = now?.sent?.reportId === reportId && !gone.current ? waitingFiles(now) : [];
      const file = waiting.find((one) => !tried.has(one.id));
      if (!file) return null;
      tried.add(file.id);
      const end = await handIn(reportId, file, (share) => setNow({ id: file.id, share }), t).catch(
        onlyTooSlow,
      );
      if (end instanceof Problem) return { slow: end };
      settle(file.id, end);
      setTries(0);
      // What was refused stays until the person takes it off: nobody else may hold another copy.
      if (end.state === "sent") await forgetFile(file.id).catch(() => undefined);
      return { slow: null };
    },
    [reportId, refresh, settle, t],
  );

  const run = useCallback(async () => {
    if (running.current) return;
    running.current = true;
    setProblem(null);
    const tried = new Set<string>();
    let slow: Problem | null = null;
    try {
      for (;;) {
        const went = await alone(`joinder.uploads.${reportId}`, () => next(tried));
        if (!went) break;
        slow = went.slow ?? slow;
      }
      if (slow) throw slow;
    } catch (caught) {
      setProblem(caught);
      setTries((before) => before + 1);
    } finally {
      running.current = false;
      setNow(null);
    }
  }, [reportId, next]);

  useEffect(() => {
    gone.current = false;
    return () => {
      gone.current = true;
    };
  }, []);

  const left = waitingFiles(draft).length > 0;
  const begun = useRef(false);
  useEffect(() => {
    if (begun.current || !left) return;
    begun.current = true;
    run();
  }, [run, left]);

  useEffect(() => {
    if (stopped === null || barred || !left) return;
    const pause = PAUSES[Math.min(tries, PAUSES.length) - 1] ?? 2;
    const timer = setTimeout(run, pause * 1000);
    window.addEventListener("online", run);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("online", run);
    };
  }, [stopped, barred, tries, left, run]);

  const drop = useCallback(
    (id: string) => {
      change((old) => ({ ...old, files: old.files.filter((file) => file.id !== id) }));
      forgetFile(id).catch(() => undefined);
    },
    [change],
  );

  return { now, stopped, barred, slow: isTooSlow(problem), run, drop };
}

/** Nobody is signed in, or somebody else: that says nothing of the file. */
function isNotNow(problem: unknown): boolean {
  return isStatus(problem, 401, 403, 404);
}

interface Went {
  slow: Problem | null;
}

/** The line was too slow, which says nothing of the file: the others come first, then it is tried again. */
function isTooSlow(problem: unknown): problem is Problem {
  return problem instanceof Problem && problem.code === "evidence.too_slow";
}

function onlyTooSlow(problem: unknown): Problem {
  if (isTooSlow(problem)) return problem;
  throw problem;
}

type Say = ReturnType<typeof useTranslation<"report">>["t"];

/** One file: kept by the server, refused with its reason, or thrown back to be tried again later. */
async function handIn(
  reportId: string,
  file: KeptFile,
  show: (share: number) => void,
  t: Say,
): Promise<Partial<KeptFile>> {
  show(0);
  try {
    if (file.keptByMe) await listRecording(reportId, file, t("evidence.recordingWords", { name: file.name }));
    else {
      const blob = await fileOf(file.id);
      if (!blob) return (await endElsewhere(file)) ?? { state: "refused", reason: t("receipt.fileGone") };
      await sendFile(reportId, blob, file, show);
    }
  } catch (problem) {
    if (isNotNow(problem) || isTooSlow(problem) || !isVerdict(problem)) throw problem;
    return { state: "refused", reason: problemWords(problem, t) };
  }
  return { state: "sent" };
}

/** What became of a file that another tab had in hand; its copy is gone then too. */
async function endElsewhere(file: KeptFile): Promise<Partial<KeptFile> | null> {
  const lies = (await lyingDraft())?.files.find((one) => one.id === file.id);
  return lies && lies.state !== "waiting" ? { state: lies.state, reason: lies.reason } : null;
}
