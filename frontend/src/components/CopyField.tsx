import { Check, Copy } from "lucide-react";
import { useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "./Button";
import styles from "./CopyField.module.css";

type Became = "copied" | "failed" | null;

/**
 * A text to take along: copied by one press, and only then said to be; selected to copy by hand where the browser
 * refuses. A folded one is long and stands on the page already: its field comes only when it is needed.
 */
export function CopyField({ label, value, folded }: { label: string; value: string; folded?: boolean }) {
  const { t } = useTranslation();
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [became, setBecame] = useState<Became>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another text has not been copied yet
  useEffect(() => setBecame(null), [value]);
  useEffect(() => {
    if (became === "failed") field.current?.select();
  }, [became]);
  const copy = async () => setBecame((await written(value, field.current)) ? "copied" : "failed");
  const open = !folded || became === "failed";
  return (
    <div className={styles.field}>
      {open && (
        <>
          <label htmlFor={id}>{label}</label>
          <textarea ref={field} id={id} readOnly rows={value.length > 90 ? 3 : 1} value={value} />
        </>
      )}
      <div>
        <Button
          tone="quiet"
          small
          icon={became === "copied" ? <Check size={16} aria-hidden /> : <Copy size={16} aria-hidden />}
          onClick={copy}
        >
          {became === "copied" ? t("copied") : folded ? label : t("copy")}
        </Button>
      </div>
      <p role="status" className={styles.status}>
        {became === "failed" && t("copyByHand")}
      </p>
    </div>
  );
}

/** Whether the clipboard took the text: the new way first, then the old one, which old pages inside apps still know. */
async function written(value: string, field: HTMLTextAreaElement | null): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(value);
    return true;
  } catch {
    field?.select();
  }
  try {
    return field !== null && document.execCommand("copy");
  } catch {
    return false;
  }
}
