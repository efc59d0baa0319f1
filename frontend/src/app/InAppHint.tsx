import { useTranslation } from "react-i18next";
import { useLocation } from "react-router";
import { More } from "~/components/Bits";
import { isWeChat } from "~/lib/device";
import styles from "./Layout.module.css";

const WITH_FILES = /^\/[a-z]{2}\/(me|cases\/[^/]+\/desk)(\/|$)/;

/** Chat apps often refuse downloads: how to open this page in a real browser, or to keep what stands on it. */
export function InAppHint() {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  if (!isWeChat(navigator.userAgent) || !WITH_FILES.test(pathname)) return null;
  return (
    <aside className={styles.inApp} aria-label={t("inApp.label")}>
      <More summary={t("inApp.title")}>
        <p>{t("inApp.browser")}</p>
        <p>{t("inApp.keep")}</p>
      </More>
    </aside>
  );
}
