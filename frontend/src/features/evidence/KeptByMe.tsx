import { Mic } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Progress } from "~/components/Bits";
import { Button } from "~/components/Button";
import { Dialog } from "~/components/Dialog";
import { TextBox } from "~/components/Field";
import { FilePick } from "~/components/FilePick";
import { Muted, Stack } from "~/components/Layouts";
import { Failure } from "~/components/States";
import { RECORDINGS, refusalOf } from "~/lib/evidenceFiles";
import { newKey } from "~/lib/ids";
import { problemWords } from "~/lib/problemWords";
import { sha256 } from "~/lib/sha256";
import { type EvidenceRead, type Stated, useChangeKept, useListKept } from "./queries";

const LONGEST = 500;

/** Reads a recording on this device: only its name, size and checksum leave it. */
function useMeasuring() {
  const [share, setShare] = useState<number | null>(null);
  const measure = async (file: File): Promise<Stated> => {
    setShare(0);
    try {
      return { filename: file.name, size: file.size, sha256: await sha256(file, setShare) };
    } finally {
      setShare(null);
    }
  };
  return { share, measure };
}

function Measuring({ share }: { share: number | null }) {
  const { t } = useTranslation("account");
  if (share === null) return null;
  const words = t("evidence.measuring", { percent: Math.round(share * 100) });
  return (
    <div role="status">
      <Muted small>{words}</Muted>
      <Progress value={share} label={words} />
    </div>
  );
}

/** Lists further recordings as kept by oneself, as in the report's own screens. */
export function ListKept({ reportId, already }: { reportId: string; already: number }) {
  const { t } = useTranslation("account");
  const { share, measure } = useMeasuring();
  const list = useListKept(reportId);
  const [notes, setNotes] = useState<string[]>([]);
  const add = async (files: File[]) => {
    const refused: string[] = [];
    for (const [at, file] of files.entries()) {
      const why = refusalOf(file, already + at, true);
      if (why) {
        refused.push(t(`evidence.${why}`, { name: file.name }));
        continue;
      }
      const description = t("evidence.recordingWords", { name: file.name }).slice(0, LONGEST);
      await measure(file)
        .then((recording) => list.mutateAsync({ key: newKey(), description, recording }))
        .catch((error) => refused.push(`${file.name}: ${problemWords(error, t)}`));
    }
    setNotes(refused);
  };
  return (
    <Stack tight>
      <div>
        <FilePick
          label={t("evidence.recording")}
          icon={<Mic size={18} aria-hidden />}
          accept={RECORDINGS}
          onFiles={add}
        />
      </div>
      <Muted small>{t("evidence.keptNote")}</Muted>
      <Measuring share={share} />
      {notes.length > 0 && <Failure message={notes.join(" ")} />}
    </Stack>
  );
}

/** Describes what one keeps anew, or names another recording in its place. */
export function ChangeKept({ item }: { item: EvidenceRead }) {
  const { t } = useTranslation(["account", "common"]);
  const [open, setOpen] = useState(false);
  const [words, setWords] = useState(item.description ?? "");
  const [recording, setRecording] = useState<Stated | null>(null);
  const { share, measure } = useMeasuring();
  const change = useChangeKept();
  const close = () => setOpen(false);
  const begin = () => {
    setWords(item.description ?? "");
    setRecording(null);
    setOpen(true);
  };
  const send = () =>
    change.mutate({ id: item.id, description: words.trim(), recording }, { onSuccess: close });
  const pick = async ([file]: File[]) => {
    if (file) setRecording(await measure(file));
  };
  return (
    <>
      <Button tone="plain" small onClick={begin}>
        {t("account:evidence.change")}
        <span className="sr">{item.filename ?? item.description}</span>
      </Button>
      <Dialog
        open={open}
        onClose={close}
        title={t("account:evidence.changeTitle")}
        actions={
          <>
            <Button busy={change.isPending} disabled={!words.trim() || share !== null} onClick={send}>
              {t("common:save")}
            </Button>
            <Button tone="quiet" onClick={close}>
              {t("common:cancel")}
            </Button>
          </>
        }
      >
        <Stack>
          <TextBox
            label={t("account:evidence.words")}
            maxLength={LONGEST}
            value={words}
            onChange={setWords}
          />
          <Stack tight>
            <Muted small>
              {t("account:evidence.named", { name: recording?.filename ?? item.filename ?? "–" })}
            </Muted>
            <div>
              <FilePick
                label={t("account:evidence.another")}
                icon={<Mic size={18} aria-hidden />}
                accept={RECORDINGS}
                onFiles={pick}
              />
            </div>
            <Measuring share={share} />
          </Stack>
          {change.isError && <Failure message={problemWords(change.error, t)} />}
        </Stack>
      </Dialog>
    </>
  );
}
