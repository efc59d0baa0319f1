import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { classes } from "./classes";
import styles from "./Notice.module.css";

const ICONS = { info: Info, warn: TriangleAlert, danger: CircleAlert, good: CircleCheck };

/** A boxed remark. `live` reads it out when it appears. */
export function Notice({
  tone = "info",
  title,
  children,
  live,
}: {
  tone?: keyof typeof ICONS;
  title?: string;
  children?: ReactNode;
  live?: boolean;
}) {
  const Icon = ICONS[tone];
  return (
    <div className={classes(styles.notice, styles[tone])} role={live ? "alert" : undefined}>
      <Icon size={20} aria-hidden className={styles.icon} />
      <div className={styles.body}>
        {title && <p className={styles.title}>{title}</p>}
        {children}
      </div>
    </div>
  );
}
