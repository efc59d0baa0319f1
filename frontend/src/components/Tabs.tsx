import { useEffect, useRef } from "react";
import { NavLink, useLocation } from "react-router";
import styles from "./Tabs.module.css";

export interface TabItem {
  to: string;
  label: string;
  end?: boolean;
}

/** Parts of one room, each with its own address. On a phone they scroll sideways, the one in sight first. */
export function Tabs({ label, items }: { label: string; items: TabItem[] }) {
  const list = useRef<HTMLElement>(null);
  const { pathname } = useLocation();

  // biome-ignore lint/correctness/useExhaustiveDependencies: another address is another current tab
  useEffect(() => {
    const box = list.current;
    const current = box?.querySelector<HTMLElement>('[aria-current="page"]');
    if (box && current) box.scrollLeft = current.offsetLeft - (box.clientWidth - current.offsetWidth) / 2;
  }, [pathname, items.length]);

  return (
    <nav ref={list} aria-label={label} className={styles.list}>
      {items.map((item) => (
        <NavLink key={item.to} to={item.to} end={item.end ?? true} className={styles.tab}>
          {item.label}
        </NavLink>
      ))}
    </nav>
  );
}
