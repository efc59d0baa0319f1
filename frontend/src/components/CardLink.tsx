import { Link } from "react-router";
import styles from "./CardLink.module.css";

/** The one link of a card, in its heading: the whole card is its target. */
export function CardLink({ to, children }: { to: string; children: string }) {
  return (
    <Link to={to} className={styles.link}>
      {children}
    </Link>
  );
}
