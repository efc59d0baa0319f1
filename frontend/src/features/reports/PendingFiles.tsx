import { useTranslation } from "react-i18next";
import { Badge, Progress } from "~/components/Bits";
import { Button } from "~/components/Button";
import { Muted, Row, Section, Stack } from "~/components/Layouts";
import { Notice } from "~/components/Notice";
import { useDraft } from "./draft/DraftContext";
import type { KeptFile } from "./draft/draft";
import { useUploading } from "./uploading";

/** The pictures chosen in the wizard go up one by one; what isn't up yet stays on this device. */
export function PendingFiles({ reportId }: { reportId: string }) {
  const { t } = useTranslation("report");
  const { draft } = useDraft();
  const { now, stopped, run } = useUploading(reportId);
  const files = draft.files;
  if (files.length === 0) return null;
  const sent = files.filter((file) => file.state === "sent").length;
  const waiting = files.some((file) => file.state === "waiting");
  const done = t("receipt.uploadCount", { n: sent, of: files.length });
  return (
    <Section title={t("receipt.upload")}>
      {stopped !== null && (
        <Notice tone="warn" live>
          <p>{stopped}</p>
          <p>{t("receipt.uploadSoon")}</p>
          <div>
            <Button tone="quiet" small onClick={run}>
              {t("receipt.uploadAgain")}
            </Button>
          </div>
        </Notice>
      )}
      {sent === files.length && (
        <Notice tone="good" live>
          {t("receipt.uploadDone", { n: sent })}
        </Notice>
      )}
      {waiting && (
        <Stack tight>
          <Muted>{t("receipt.uploadWait")}</Muted>
          <Muted small>{done}</Muted>
          <Progress value={(sent + (now?.share ?? 0)) / files.length} label={done} />
        </Stack>
      )}
      <Stack as="ul" tight>
        {files.map((file) => (
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
    </Section>
  );
}

function StateOf({ file }: { file: KeptFile }) {
  const { t } = useTranslation("report");
  if (file.state === "refused") return <Badge tone="danger">{t("receipt.fileRefused")}</Badge>;
  if (file.state === "waiting") return <Badge>{t("receipt.fileWaiting")}</Badge>;
  return <Badge tone="good">{t(file.keptByMe ? "receipt.fileListed" : "receipt.fileSent")}</Badge>;
}
