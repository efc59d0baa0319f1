import { FileText, Mic } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "~/components/Button";
import { Muted } from "~/components/Layouts";
import { useLang } from "~/lib/lang";
import { bytes } from "~/lib/numbers";
import { isDrawable, thumbOf } from "~/lib/thumbs";
import type { KeptFile } from "./draft/draft";
import { fileOf } from "./draft/keeping";
import styles from "./Wizard.module.css";

/** One chosen file: its small picture, name, size, and how to take it out again. */
export function FileLine({
  file,
  copying,
  onDrop,
}: {
  file: KeptFile;
  copying: boolean;
  onDrop: () => void;
}) {
  const { t } = useTranslation(["report", "common"]);
  const lang = useLang();
  return (
    <li className={styles.file}>
      <Thumb file={file} />
      <span className={styles.fileName}>
        {file.name}
        <br />
        <Muted as="span" small>
          {bytes(file.size, lang)}
        </Muted>
        {file.keptByMe?.sha256 && (
          <Muted as="span" small>
            {" · "}
            {t("report:evidence.fingerprint", { start: file.keptByMe.sha256.slice(0, 12) })}
          </Muted>
        )}
        {file.stored === false && !copying && (
          <Muted as="span" small>
            <br />
            {t("report:evidence.cutOff")}
          </Muted>
        )}
      </span>
      <Button tone="plain" small onClick={onDrop}>
        {t("common:remove")}
        <span className="sr">{file.name}</span>
      </Button>
    </li>
  );
}

/** Made only once the line comes into sight. */
function Thumb({ file }: { file: KeptFile }) {
  const place = useRef<HTMLSpanElement>(null);
  const [address, setAddress] = useState<string | null>(null);
  const ready = isDrawable(file.type) && file.stored !== false;
  useEffect(() => {
    const at = place.current;
    if (!ready || !at || typeof IntersectionObserver !== "function") return;
    let gone = false;
    const watch = new IntersectionObserver((seen) => {
      if (!seen.some((one) => one.isIntersecting)) return;
      watch.disconnect();
      thumbOf(file.id, () => fileOf(file.id)).then((made) => !gone && setAddress(made));
    });
    watch.observe(at);
    return () => {
      gone = true;
      watch.disconnect();
    };
  }, [file.id, ready]);
  const Icon = file.keptByMe ? Mic : FileText;
  return (
    <span ref={place} className={styles.thumb}>
      {address ? <img src={address} alt="" width={56} height={56} /> : <Icon size={20} aria-hidden />}
    </span>
  );
}
