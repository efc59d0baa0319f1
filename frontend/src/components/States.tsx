import { Inbox } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "./Button";
import { classes } from "./classes";
import { Notice } from "./Notice";
import styles from "./States.module.css";

export type Shape = "lines" | "cards" | "table" | "figure" | "page";

/** Grey shapes where words will be, as large as what comes, so that nothing jumps; said once to screen readers. */
export function Loading({ lines = 4, shape = "lines" }: { lines?: number; shape?: Shape }) {
  const { t } = useTranslation();
  return (
    <div className={classes(styles.skeleton, styles[shape])} role="status" data-loading>
      <span className="sr">{t("loading")}</span>
      {Array.from({ length: lines }, (_, line) => (
        <div key={line} className={shape === "cards" ? styles.block : styles.bar} aria-hidden />
      ))}
    </div>
  );
}

/** Nothing here yet: says so, says what to do, and offers it. */
export function Empty({
  title,
  children,
  action,
}: {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className={styles.empty}>
      <Inbox size={24} aria-hidden className={styles.emptyIcon} />
      <p className={styles.emptyTitle}>{title}</p>
      {children}
      {action && <div className={styles.action}>{action}</div>}
    </div>
  );
}

/** Something failed: the words of the server, and the way to try again. What was typed on the page stays. */
export function Failure({
  message,
  retry,
  children,
}: {
  message: string;
  retry?: () => void;
  children?: ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <Notice tone="danger" live>
      <p>{message}</p>
      {children}
      {retry && (
        <div>
          <Button tone="quiet" small onClick={retry}>
            {t("retry")}
          </Button>
        </div>
      )}
    </Notice>
  );
}
