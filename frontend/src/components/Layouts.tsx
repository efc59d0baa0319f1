import { type ElementType, type ReactNode, useEffect } from "react";
import { classes } from "./classes";
import styles from "./Layouts.module.css";

/** One address: its heading, a lead, its parts. `tab` is the window title, kept general where others may look. */
export function Page({
  title,
  lead,
  tab,
  narrow,
  above,
  actions,
  children,
}: {
  title: string;
  lead?: ReactNode;
  tab?: string;
  narrow?: boolean;
  above?: ReactNode;
  actions?: ReactNode;
  children?: ReactNode;
}) {
  const name = tab ?? title;
  useEffect(() => {
    document.title = `${name} · Joinder`;
  }, [name]);
  return (
    <div className={classes(styles.page, narrow && styles.narrow)}>
      <div className={styles.head}>
        {above}
        <h1>{title}</h1>
        {lead && <div className={styles.lead}>{lead}</div>}
        {actions && <Row>{actions}</Row>}
      </div>
      {children}
    </div>
  );
}

export function Section({
  title,
  lead,
  aside,
  id,
  children,
}: {
  title: string;
  lead?: ReactNode;
  aside?: ReactNode;
  /** What an address with # leads to. */
  id?: string;
  children?: ReactNode;
}) {
  return (
    <section id={id} className={styles.section}>
      <div className={styles.sectionHead}>
        <h2>{title}</h2>
        {aside}
      </div>
      {lead && <p className={styles.sectionLead}>{lead}</p>}
      {children}
    </section>
  );
}

interface BoxProps {
  as?: ElementType;
  children?: ReactNode;
}

export function Card({ as: Tag = "div", children }: BoxProps) {
  return <Tag className={styles.card}>{children}</Tag>;
}

export function Stack({ as: Tag = "div", tight, children }: BoxProps & { tight?: boolean }) {
  return <Tag className={classes(styles.stack, tight && styles.tight)}>{children}</Tag>;
}

export function Row({
  as: Tag = "div",
  between,
  end,
  children,
}: BoxProps & { between?: boolean; end?: boolean }) {
  return <Tag className={classes(styles.row, between && styles.between, end && styles.end)}>{children}</Tag>;
}

export function Grid({ as: Tag = "div", halves, children }: BoxProps & { halves?: boolean }) {
  return <Tag className={halves ? styles.halves : styles.grid}>{children}</Tag>;
}

/** Quieter words. */
export function Muted({ as: Tag = "p", small, children }: BoxProps & { small?: boolean }) {
  return <Tag className={classes(styles.muted, small && styles.small)}>{children}</Tag>;
}

/** Text somebody wrote: keeps its own line breaks and a readable width. */
export function Prose({ as: Tag = "div", children, lang }: BoxProps & { lang?: string }) {
  return (
    <Tag className={styles.prose} lang={lang}>
      {children}
    </Tag>
  );
}
