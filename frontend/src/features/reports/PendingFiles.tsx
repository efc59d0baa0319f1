import { useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Badge, Progress } from "~/components/Bits";
import { Button } from "~/components/Button";
import { Muted, Row, Section, Stack } from "~/components/Layouts";
import { Notice } from "~/components/Notice";
import { Failure } from "~/components/States";
import { problemWords } from "~/lib/problemWords";
import { useDraft } from "./draft/DraftContext";
import type { KeptFile } from "./draft/draft";
import { fileOf, forgetFile } from "./draft/keeping";
import { isRefusal, sendFile } from "./queries";

/** The pictures chosen in the wizard go up one by one; what isn't up yet stays on this device. */
export function PendingFiles({ reportId }: { reportId: string }) {
  const { t } = useTranslation("report");
  const { draft, change } = useDraft();
  const [now, setNow] = useState<{ id: string; share: number } | null>(null);
  const [error, setError] = useState<unknown>(null);
  const running = useRef(false);

  const settle = useCallback(
    (id: string, part: Partial<KeptFile>) =>
      change((old) => ({
        ...old,
        files: old.files.map((file) => (file.id === id ? { ...file, ...part } : file)),
      })),
    [change],
  );

  const run = useCallback(async () => {
    if (running.current) return;
    running.current = true;
    setError(null);
    try {
      for (const file of draft.files.filter((one) => one.state === "waiting")) {
        await one(reportId, file, settle, setNow, (problem) => problemWords(problem, t));
      }
    } catch (problem) {
      setError(problem);
    } finally {
      running.current = false;
      setNow(null);
    }
  }, [draft.files, reportId, settle, t]);

  const begun = useRef(false);
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    run();
  }, [run]);

  if (draft.files.length === 0) return null;
  const sent = draft.files.filter((file) => file.state === "sent").length;
  const waiting = draft.files.some((file) => file.state === "waiting");
  return (
    <Section title={t("receipt.upload")}>
      {error !== null && <Failure message={problemWords(error, t)} retry={run} />}
      {sent === draft.files.length ? (
        <Notice tone="good" live>
          {t("receipt.uploadDone", { n: sent })}
        </Notice>
      ) : (
        waiting && <Muted>{t("receipt.uploadWait")}</Muted>
      )}
      <Stack as="ul">
        {draft.files.map((file) => (
          <li key={file.id}>
            <Row between>
              <span>{file.name}</span>
              <StateOf file={file} />
            </Row>
            {file.reason && <Muted small>{file.reason}</Muted>}
            {now?.id === file.id && <Progress value={now.share} label={file.name} />}
          </li>
        ))}
      </Stack>
      {waiting && !now && error === null && (
        <div>
          <Button tone="quiet" small onClick={run}>
            {t("receipt.uploadAgain")}
          </Button>
        </div>
      )}
    </Section>
  );
}

function StateOf({ file }: { file: KeptFile }) {
  const { t } = useTranslation("report");
  if (file.state === "sent") return <Badge tone="good">{t("receipt.fileSent")}</Badge>;
  if (file.state === "refused") return <Badge tone="danger">{t("receipt.fileRefused")}</Badge>;
  return <Badge>{t("receipt.fileWaiting")}</Badge>;
}

/** One file: kept by the server, refused with its reason, or thrown back to be tried again later. */
async function one(
  reportId: string,
  file: KeptFile,
  settle: (id: string, part: Partial<KeptFile>) => void,
  show: (now: { id: string; share: number }) => void,
  words: (problem: unknown) => string,
): Promise<void> {
  const blob = await fileOf(file.id);
  if (!blob) return settle(file.id, { state: "refused" });
  show({ id: file.id, share: 0 });
  try {
    await sendFile(reportId, blob, file, (share) => show({ id: file.id, share }));
  } catch (problem) {
    if (!isRefusal(problem)) throw problem;
    return settle(file.id, { state: "refused", reason: words(problem) });
  }
  settle(file.id, { state: "sent" });
  await forgetFile(file.id);
}
