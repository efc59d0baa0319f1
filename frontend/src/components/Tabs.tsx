import { NavLink } from "react-router";
import styles from "./Tabs.module.css";

export interface TabItem {
  to: string;
  label: string;
  end?: boolean;
}

/** Parts of one room, each with its own address. Where one line is too short they go on in the next: none is out of sight. */
export function Tabs({ label, items }: { label: string; items: TabItem[] }) {
  return (
    <nav aria-label={label} className={styles.list}>
      {items.map((item) => (
        <NavLink key={item.to} to={item.to} end={item.end ?? true} className={styles.tab}>
          {item.label}
        </NavLink>
      ))}
    </nav>
  );
}
