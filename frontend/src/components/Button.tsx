import { LoaderCircle } from "lucide-react";
import type { ButtonHTMLAttributes, ReactNode } from "react";
import { Link } from "react-router";
import styles from "./Button.module.css";
import { classes } from "./classes";

export type Tone = "primary" | "quiet" | "plain" | "danger";

interface Look {
  tone?: Tone;
  small?: boolean;
  wide?: boolean;
  icon?: ReactNode;
}

function look({ tone = "primary", small, wide }: Look): string {
  return classes(styles.button, styles[tone], small && styles.small, wide && styles.wide);
}

type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & Look & { busy?: boolean };

/** A button. While busy it keeps its words and the focus, turns a ring and can't be pressed twice. */
export function Button({ tone, small, wide, icon, busy, children, className, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      onClick={busy ? (event) => event.preventDefault() : rest.onClick}
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      className={classes(look({ tone, small, wide }), className)}
    >
      {busy ? <LoaderCircle size={18} aria-hidden className={styles.spin} /> : icon}
      {children}
    </button>
  );
}

/** An address that looks like a button. */
export function ButtonLink({
  to,
  children,
  icon,
  tone,
  small,
  wide,
}: Look & { to: string; children: ReactNode }) {
  return (
    <Link to={to} className={look({ tone, small, wide })}>
      {icon}
      {children}
    </Link>
  );
}

/** A download that looks like a button: a plain address, so that it also opens inside chat apps. */
export function DownloadLink({
  href,
  children,
  icon,
  tone = "quiet",
  small,
  newTab,
}: Look & { href: string; children: ReactNode; newTab?: boolean }) {
  return (
    <a
      href={href}
      className={look({ tone, small })}
      target={newTab ? "_blank" : undefined}
      rel={newTab ? "noopener" : undefined}
    >
      {icon}
      {children}
    </a>
  );
}
