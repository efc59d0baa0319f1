import { Languages } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useLocation, useNavigate } from "react-router";
import { isLang, LANG_NAMES, LANGS } from "~/i18n";
import { rememberLang, useLang } from "~/lib/lang";
import styles from "./Layout.module.css";

/** Stays on the same page, in the other language; what stands behind the # may be a key that is shown only once. */
export function LanguageSwitch() {
  const { t } = useTranslation();
  const lang = useLang();
  const location = useLocation();
  const navigate = useNavigate();
  const choose = (value: string) => {
    if (!isLang(value)) return;
    rememberLang(value);
    const rest = location.pathname.replace(/^\/[a-z]{2}(?=\/|$)/, "");
    navigate(`/${value}${rest}${location.search}${location.hash}`, { replace: true });
  };
  return (
    <label className={styles.language}>
      <Languages size={18} aria-hidden />
      <span className="sr">{t("nav.language")}</span>
      <select value={lang} onChange={(event) => choose(event.target.value)}>
        {LANGS.map((one) => (
          <option key={one} value={one} lang={one}>
            {LANG_NAMES[one]}
          </option>
        ))}
      </select>
    </label>
  );
}
