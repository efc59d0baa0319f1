import { FileText } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "~/components/Button";
import { FileDrop } from "~/components/FileDrop";
import { Muted, Stack } from "~/components/Layouts";
import { Notice } from "~/components/Notice";
import { ACCEPT, refusalOf } from "~/lib/evidenceFiles";
import { newKey } from "~/lib/ids";
import { useLang } from "~/lib/lang";
import { bytes } from "~/lib/numbers";
import { useDraft } from "../draft/DraftContext";
import type { KeptFile } from "../draft/draft";
import { fileOf, forgetFile, keepFile } from "../draft/keeping";
import styles from "../Wizard.module.css";

/** Pictures are put aside on this device at once; they leave it only after the report is sent. */
export function EvidenceStep() {
  const { t } = useTranslation("report");
  const { draft, change } = useDraft();
  const [refused, setRefused] = useState<string[]>([]);

  const add = async (files: File[]) => {
    const notes: string[] = [];
    let count = draft.files.length;
    for (const file of files) {
      const why = refusalOf(file, count);
      if (why) {
        notes.push(t(`evidence.${why}`, { name: file.name }));
        continue;
      }
      const kept: KeptFile = {
        id: newKey(),
        name: file.name,
        type: file.type,
        size: file.size,
        key: newKey(),
        state: "waiting",
      };
      await keepFile(kept.id, file);
      count += 1;
      change((old) => ({ ...old, files: [...old.files, kept] }));
    }
    setRefused(notes);
  };
  const drop = (id: string) => {
    forgetFile(id).catch(() => undefined);
    change((old) => ({ ...old, files: old.files.filter((file) => file.id !== id) }));
  };
  return (
    <>
      <FileDrop label={t("evidence.add")} hint={t("evidence.limits")} accept={ACCEPT} onFiles={add} />
      {refused.length > 0 && (
        <Notice tone="danger" live>
          {refused.map((note) => (
            <p key={note}>{note}</p>
          ))}
        </Notice>
      )}
      {draft.files.length > 0 && (
        <div>
          <Muted>{t("evidence.count", { n: draft.files.length })}</Muted>
          <ul>
            {draft.files.map((file) => (
              <FileLine key={file.id} file={file} onDrop={() => drop(file.id)} />
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

function FileLine({ file, onDrop }: { file: KeptFile; onDrop: () => void }) {
  const { t } = useTranslation();
  const lang = useLang();
  return (
    <li className={styles.file}>
      <Thumb file={file} />
      <span className={styles.fileName}>
        {file.name}
        <Muted as="span" small>
          <br />
          {bytes(file.size, lang)}
        </Muted>
      </span>
      <Button tone="plain" small onClick={onDrop}>
        {t("remove")}
        <span className="sr">{file.name}</span>
      </Button>
    </li>
  );
}

function Thumb({ file }: { file: KeptFile }) {
  const [address, setAddress] = useState<string | null>(null);
  const drawable = /^image\/(png|jpeg|webp)$/.test(file.type);
  useEffect(() => {
    let made: string | null = null;
    let gone = false;
    if (drawable) {
      fileOf(file.id).then((blob) => {
        if (!blob || gone) return;
        made = URL.createObjectURL(blob);
        setAddress(made);
      });
    }
    return () => {
      gone = true;
      if (made) URL.revokeObjectURL(made);
    };
  }, [file.id, drawable]);
  if (address) return <img src={address} alt="" loading="lazy" decoding="async" className={styles.thumb} />;
  return (
    <span className={styles.thumb}>
      <FileText size={20} aria-hidden />
    </span>
  );
}
