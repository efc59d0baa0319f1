import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Badge, Progress } from "~/components/Bits";
import { Button } from "~/components/Button";
import { Muted, Row, Section, Stack } from "~/components/Layouts";
import { Notice } from "~/components/Notice";
import { SureDialog } from "~/components/SureDialog";
import { useDraft } from "./draft/DraftContext";
import type { KeptFile } from "./draft/draft";
import { useUploading } from "./uploading";

/** The pictures chosen in the wizard go up one by one; what isn't up yet stays on this device. */
export function PendingFiles({ reportId }: { reportId: string }) {
  const { t } = useTranslation(["report", "common"]);
  const { draft } = useDraft();
  const { now, stopped, barred, slow, run, drop } = useUploading(reportId);
  const [leaving, setLeaving] = useState<KeptFile | null>(null);
  const files = draft.files;
  if (files.length === 0) return null;
  const sent = files.filter((file) => file.state === "sent").length;
  const waiting = files.some((file) => file.state === "waiting");
  const done = t("report:receipt.uploadCount", { n: sent, of: files.length });
  return (
    <Section title={t("report:receipt.upload")}>
      {stopped !== null && (
        <Notice tone="warn" live>
          <p>{stopped}</p>
          <p>{t(barred ? "report:receipt.uploadBarred" : "report:receipt.uploadSoon")}</p>
          <div>
            <Button tone="quiet" small onClick={run}>
              {t("report:receipt.uploadAgain")}
            </Button>
          </div>
        </Notice>
      )}
      {sent === files.length && (
        <Notice tone="good" live>
          {t("report:receipt.uploadDone", { n: sent })}
        </Notice>
      )}
      {waiting && (
        <Stack tight>
          <Muted>{t("report:receipt.uploadWait")}</Muted>
          <Muted small>{done}</Muted>
          <Progress value={(sent + (now?.share ?? 0)) / files.length} label={done} />
        </Stack>
      )}
      <Stack as="ul" tight>
        {files.map((file) => (
          <li key={file.id}>
            <Row between>
              <span>{file.name}</span>
              <Row>
                <StateOf file={file} />
                {(file.state === "refused" || ((barred || slow) && file.state === "waiting")) && (
                  <Button tone="plain" small onClick={() => setLeaving(file)}>
                    {t("common:remove")}
                    <span className="sr">{file.name}</span>
                  </Button>
                )}
              </Row>
            </Row>
            {file.reason && <Muted small>{file.reason}</Muted>}
            {now?.id === file.id && <Progress value={now.share} label={file.name} />}
          </li>
        ))}
      </Stack>
      <TakeOff file={leaving} onClose={() => setLeaving(null)} drop={drop} />
    </Section>
  );
}

/** Asks before a file that is nowhere else is gone from this device. */
function TakeOff({
  file,
  onClose,
  drop,
}: {
  file: KeptFile | null;
  onClose: () => void;
  drop: (id: string) => void;
}) {
  const { t } = useTranslation(["report", "common"]);
  const act = useMutation({ mutationFn: async (id: string) => drop(id) });
  return (
    <SureDialog
      open={file !== null}
      onClose={onClose}
      title={file?.name ?? ""}
      does={t("common:remove")}
      act={act}
      body={file?.id ?? ""}
    >
      <p>{t("report:receipt.dropAsk")}</p>
    </SureDialog>
  );
}

function StateOf({ file }: { file: KeptFile }) {
  const { t } = useTranslation("report");
  if (file.state === "refused") return <Badge tone="danger">{t("receipt.fileRefused")}</Badge>;
  if (file.state === "waiting") return <Badge>{t("receipt.fileWaiting")}</Badge>;
  return <Badge tone="good">{t(file.keptByMe ? "receipt.fileListed" : "receipt.fileSent")}</Badge>;
}
