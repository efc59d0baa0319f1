import { Camera, Mic } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Progress } from "~/components/Bits";
import { FileDrop } from "~/components/FileDrop";
import { FilePick } from "~/components/FilePick";
import { Muted, Row, Stack } from "~/components/Layouts";
import { Notice } from "~/components/Notice";
import { ACCEPT, RECORDINGS } from "~/lib/evidenceFiles";
import { useChoosing } from "../choosing";
import { useDraft } from "../draft/DraftContext";
import { FileLine } from "../FileLine";

/** Pictures are put aside on this device at once; they leave it only after the report is sent. */
export function EvidenceStep() {
  const { t } = useTranslation("report");
  const { draft } = useDraft();
  const { add, drop, notes, busy } = useChoosing();
  const pictures = draft.files.filter((file) => !file.keptByMe);
  const recordings = draft.files.filter((file) => file.keptByMe);
  return (
    <>
      <FileDrop label={t("evidence.add")} hint={t("evidence.limits")} accept={ACCEPT} onFiles={add} />
      <Row>
        <FilePick
          label={t("evidence.camera")}
          icon={<Camera size={18} aria-hidden />}
          accept="image/*"
          camera
          onFiles={add}
        />
        <FilePick
          label={t("evidence.recording")}
          icon={<Mic size={18} aria-hidden />}
          accept={RECORDINGS}
          onFiles={add}
        />
      </Row>
      <div role="status">
        {busy && (
          <Stack tight>
            <Muted small>{t("evidence.copying", { ...busy })}</Muted>
            <Progress value={busy.at / busy.of} label={t("evidence.copying", { ...busy })} />
          </Stack>
        )}
      </div>
      {notes.length > 0 && (
        <Notice tone="danger" live>
          {notes.map(({ why, name }) => (
            <p key={why + name}>{t(`evidence.${why}`, { name })}</p>
          ))}
        </Notice>
      )}
      {pictures.length > 0 && (
        <div>
          <Muted>{t("evidence.count", { n: pictures.length })}</Muted>
          <ul>
            {pictures.map((file) => (
              <FileLine key={file.id} file={file} copying={busy !== null} onDrop={() => drop(file.id)} />
            ))}
          </ul>
        </div>
      )}
      {recordings.length > 0 && (
        <div>
          <h2>{t("evidence.keptTitle")}</h2>
          <Muted small>{t("evidence.keptNote")}</Muted>
          <ul>
            {recordings.map((file) => (
              <FileLine key={file.id} file={file} copying={busy !== null} onDrop={() => drop(file.id)} />
            ))}
          </ul>
        </div>
      )}
      <Stack tight>
        <Muted small>{t("evidence.tip1")}</Muted>
        <Muted small>{t("evidence.tip2")}</Muted>
        <Muted small>{t("evidence.tip3")}</Muted>
      </Stack>
    </>
  );
}
