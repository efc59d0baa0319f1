import { Check, Copy } from "lucide-react";
import { useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "./Button";
import styles from "./CopyField.module.css";

/** A text to take along: shown whole, copied by one press, selected by hand where copying is not allowed. */
export function CopyField({ label, value }: { label: string; value: string }) {
  const { t } = useTranslation();
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value);
    } catch {
      field.current?.select();
      document.execCommand("copy");
    }
    setCopied(true);
  };
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <textarea ref={field} id={id} readOnly rows={value.length > 90 ? 3 : 1} value={value} />
      <div>
        <Button
          tone="quiet"
          small
          icon={copied ? <Check size={16} aria-hidden /> : <Copy size={16} aria-hidden />}
          onClick={copy}
        >
          {t(copied ? "copied" : "copy")}
        </Button>
      </div>
    </div>
  );
}
