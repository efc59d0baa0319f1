import { CircleAlert, CircleCheck, Info, X } from "lucide-react";
import { useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { classes } from "./classes";
import styles from "./Toast.module.css";

const ICONS = { info: Info, good: CircleCheck, danger: CircleAlert };
const STAYS_MS = 8000;

interface Remark {
  id: number;
  text: string;
  tone: keyof typeof ICONS;
}

let remarks: Remark[] = [];
let last = 0;
const listeners = new Set<() => void>();

function set(next: Remark[]): void {
  remarks = next;
  for (const tell of listeners) tell();
}

function listen(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}

function drop(id: number): void {
  set(remarks.filter((one) => one.id !== id));
}

/** Says something in passing: shown for some seconds, read out by screen readers. Nothing important only here. */
export function announce(text: string, tone: keyof typeof ICONS = "good"): void {
  last += 1;
  const id = last;
  set([...remarks.filter((one) => one.text !== text), { id, text, tone }].slice(-3));
  window.setTimeout(() => drop(id), STAYS_MS);
}

/** Where announcements stand; once on a page, always there so that screen readers listen to it. */
export function Toasts() {
  const { t } = useTranslation();
  const shown = useSyncExternalStore(listen, () => remarks);
  return (
    <div className={styles.region} role="status" aria-live="polite" aria-label={t("announcements")}>
      {shown.map(({ id, text, tone }) => {
        const Icon = ICONS[tone];
        return (
          <div key={id} className={classes(styles.toast, styles[tone])}>
            <Icon size={20} aria-hidden className={styles.icon} />
            <p>{text}</p>
            <button type="button" className={styles.close} onClick={() => drop(id)} aria-label={t("close")}>
              <X size={18} aria-hidden />
            </button>
          </div>
        );
      })}
    </div>
  );
}
