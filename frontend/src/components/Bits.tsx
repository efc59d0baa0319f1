import { ChevronDown } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "react-router";
import styles from "./Bits.module.css";
import { classes } from "./classes";

export type BadgeTone = "plain" | "accent" | "warn" | "danger" | "good";

export function Badge({ tone = "plain", children }: { tone?: BadgeTone; children: ReactNode }) {
  return <span className={classes(styles.badge, tone !== "plain" && styles[tone])}>{children}</span>;
}

const LONG = 9;

/** A number is never shown without its caption; words in its place stand smaller. */
export function Figure({ value, caption, mid }: { value: string; caption: ReactNode; mid?: boolean }) {
  return (
    <p className={classes(styles.figure, (mid || value.length > LONG) && styles.mid)}>
      <span className={styles.number}>{value}</span>
      <span className={styles.caption}>{caption}</span>
    </p>
  );
}

export interface Fact {
  name: string;
  value: ReactNode;
}

/** Names and values; what has no value is left out. */
export function Facts({ items }: { items: Fact[] }) {
  return (
    <dl className={styles.facts}>
      {items
        .filter((item) => item.value !== null && item.value !== undefined && item.value !== "")
        .map((item) => (
          <div key={item.name} className={styles.fact}>
            <dt>{item.name}</dt>
            <dd>{item.value}</dd>
          </div>
        ))}
    </dl>
  );
}

/** More for those who want it. */
export function More({ summary, open, children }: { summary: string; open?: boolean; children: ReactNode }) {
  return (
    <details className={styles.details} open={open}>
      <summary>
        {summary}
        <ChevronDown size={18} aria-hidden />
      </summary>
      <div className={styles.inside}>{children}</div>
    </details>
  );
}

export function Progress({ value, label }: { value: number; label: string }) {
  const percent = Math.round(Math.min(1, Math.max(0, value)) * 100);
  return (
    <div
      className={styles.progress}
      role="progressbar"
      aria-label={label}
      aria-valuenow={percent}
      aria-valuemin={0}
      aria-valuemax={100}
    >
      <div className={styles.fill} style={{ width: `${percent}%` }} />
    </div>
  );
}

export interface BarItem {
  label: string;
  /** Where there is a page about it. */
  to?: string;
  value: number | null;
  shown: string;
}

/** Lengths to look at; every row also says its value. */
export function Bars({ items, upTo = 1 }: { items: BarItem[]; upTo?: number }) {
  const most = Math.max(upTo, ...items.map((item) => item.value ?? 0));
  return (
    <ul className={styles.bars}>
      {items.map((item) => (
        <li key={item.label} className={styles.barRow}>
          <span>{item.to ? <Link to={item.to}>{item.label}</Link> : item.label}</span>
          <span className={styles.track} aria-hidden>
            <span
              className={styles.value}
              style={{ display: "block", width: `${((item.value ?? 0) / most) * 100}%` }}
            />
          </span>
          <span className="num">{item.shown}</span>
        </li>
      ))}
    </ul>
  );
}

export interface TimelineItem {
  id: string;
  when: ReactNode;
  title: string;
  done?: boolean;
  note?: ReactNode;
}

export function Timeline({ items }: { items: TimelineItem[] }) {
  return (
    <ol className={styles.timeline}>
      {items.map((item) => (
        <li key={item.id} className={classes(styles.event, item.done !== false && styles.done)}>
          <span className={styles.when}>{item.when}</span>
          <span>{item.title}</span>
          {item.note}
        </li>
      ))}
    </ol>
  );
}
