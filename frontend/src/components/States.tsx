import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "./Button";
import { Notice } from "./Notice";
import styles from "./States.module.css";

/** Grey lines where words will be; said once to screen readers. */
export function Loading({ lines = 4 }: { lines?: number }) {
  const { t } = useTranslation();
  return (
    <div className={styles.skeleton} role="status">
      <span className="sr">{t("loading")}</span>
      {Array.from({ length: lines }, (_, line) => (
        <div key={line} className={styles.bar} aria-hidden />
      ))}
    </div>
  );
}

/** Nothing here yet: says so and says what to do. */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className={styles.empty}>
      <p className={styles.emptyTitle}>{title}</p>
      {children}
    </div>
  );
}

/** Something failed: the words of the server, and the way to try again. Input on the page stays. */
export function Failure({ message, retry }: { message: string; retry?: () => void }) {
  const { t } = useTranslation();
  return (
    <Notice tone="danger" live>
      <p>{message}</p>
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
