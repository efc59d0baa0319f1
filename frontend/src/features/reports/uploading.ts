import { useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { isStatus } from "~/api/problem";
import { problemWords } from "~/lib/problemWords";
import { useDraft } from "./draft/DraftContext";
import { type KeptFile, waitingFiles } from "./draft/draft";
import { fileOf, forgetFile } from "./draft/keeping";
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
  run: () => void;
  /** Takes one file that isn't up off the list and off this device. */
  drop: (id: string) => void;
}

/** The chosen files go up one after another; what is cut off goes on by itself once the connection is back. */
export function useUploading(reportId: string): Uploading {
  const { t } = useTranslation("report");
  const { draft, change } = useDraft();
  const [now, setNow] = useState<Uploading["now"]>(null);
  const [stopped, setStopped] = useState<string | null>(null);
  const [barred, setBarred] = useState(false);
  const [tries, setTries] = useState(0);
  const running = useRef(false);
  const files = useRef(draft.files);
  files.current = draft.files;

  const settle = useCallback(
    (id: string, part: Partial<KeptFile>) =>
      change((old) =>
        old.files.some((file) => file.id === id)
          ? { ...old, files: old.files.map((file) => (file.id === id ? { ...file, ...part } : file)) }
          : old,
      ),
    [change],
  );

  const run = useCallback(async () => {
    if (running.current) return;
    running.current = true;
    setStopped(null);
    setBarred(false);
    try {
      for (const file of files.current.filter((one) => one.state === "waiting")) {
        const show = (share: number) => setNow({ id: file.id, share });
        const end = await handIn(reportId, file, show, t);
        settle(file.id, end);
        setTries(0);
        // What was refused stays until the person takes it off: nobody else may hold another copy.
        if (end.state === "sent") await forgetFile(file.id).catch(() => undefined);
      }
    } catch (problem) {
      setStopped(problemWords(problem, t));
      setBarred(isNotNow(problem));
      setTries((before) => before + 1);
    } finally {
      running.current = false;
      setNow(null);
    }
  }, [reportId, settle, t]);

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

  return { now, stopped, barred, run, drop };
}

/** Nobody is signed in, or somebody else: that says nothing of the file. */
function isNotNow(problem: unknown): boolean {
  return isStatus(problem, 401, 403, 404);
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
      if (!blob) return { state: "refused", reason: t("receipt.fileGone") };
      await sendFile(reportId, blob, file, show);
    }
  } catch (problem) {
    if (isNotNow(problem) || !isVerdict(problem)) throw problem;
    return { state: "refused", reason: problemWords(problem, t) };
  }
  return { state: "sent" };
}
