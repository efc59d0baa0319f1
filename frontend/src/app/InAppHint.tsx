import { useTranslation } from "react-i18next";
import { useLocation } from "react-router";
import { More } from "~/components/Bits";
import { isInApp } from "~/lib/device";
import styles from "./Layout.module.css";

const OWN = /^\/[a-z]{2}\/(me|cases\/[^/]+\/desk)(\/|$)/;
const PUBLIC = /^\/[a-z]{2}\/(cases\/[^/]+|statistics)(\/|$)/;

/** Chat apps often refuse downloads: how to open this page in a real browser, or to keep what stands on it. Over one's
 * own pages; under the public ones, where files matter less and nothing may jump. */
export function InAppHint({ over = false }: { over?: boolean }) {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const here = over ? OWN.test(pathname) : PUBLIC.test(pathname) && !OWN.test(pathname);
  if (!here || !isInApp(navigator.userAgent)) return null;
  return (
    <aside className={styles.inApp} aria-label={t("inApp.label")}>
      <More summary={t("inApp.title")}>
        <p>{t("inApp.browser")}</p>
        <p>{t("inApp.keep")}</p>
      </More>
    </aside>
  );
}
