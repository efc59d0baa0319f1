import { SunMoon } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { chooseTheme, chosenTheme, THEMES, type Theme } from "~/lib/theme";
import styles from "./Layout.module.css";

/** Light, dark, or as the system; remembered on this device only. */
export function ThemeSwitch() {
  const { t } = useTranslation();
  const [theme, setTheme] = useState(chosenTheme);
  const choose = (value: string) => {
    setTheme(value as Theme);
    chooseTheme(value as Theme);
  };
  return (
    <label className={styles.language}>
      <SunMoon size={18} aria-hidden />
      <span>{t("theme.label")}</span>
      <select value={theme} onChange={(event) => choose(event.target.value)}>
        {THEMES.map((one) => (
          <option key={one} value={one}>
            {t(`theme.${one}`)}
          </option>
        ))}
      </select>
    </label>
  );
}
