import { LogOut } from "lucide-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "react-router";
import { useLang } from "~/lib/lang";
import { leave, onThreeEscapes } from "~/lib/quickExit";
import styles from "./Layout.module.css";

const SENSITIVE =
  /^\/[a-z]{2}\/(report|me|stolen|claim|invitation|sign-in|moderation|cases\/[^/]+\/desk)(\/|$)/;

/** A way out at one press, where somebody may be looking over the shoulder; Escape three times does the same. */
export function QuickExit() {
  const { t } = useTranslation();
  const lang = useLang();
  const { pathname } = useLocation();
  const here = SENSITIVE.test(pathname);
  useEffect(() => (here ? onThreeEscapes(() => leave(lang)) : undefined), [here, lang]);
  if (!here) return null;
  return (
    <button type="button" className={styles.exit} title={t("exit.hint")} onClick={() => leave(lang)}>
      <LogOut size={18} aria-hidden />
      {t("exit.label")}
    </button>
  );
}
