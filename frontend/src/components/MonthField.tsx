import { useTranslation } from "react-i18next";
import { monthNames, today } from "~/lib/dates";
import { useLang } from "~/lib/lang";
import { classes } from "./classes";
import { SelectField } from "./Field";
import fields from "./Field.module.css";
import styles from "./MonthField.module.css";

const FIRST_YEAR = 2000;

/** A month by two lists, the same on every computer and phone. Half an answer is kept as it is: `2026-` or `-09`. */
export function MonthField({
  label,
  optional,
  value,
  onChange,
}: {
  label: string;
  optional?: boolean;
  value: string;
  onChange: (value: string) => void;
}) {
  const { t } = useTranslation();
  const lang = useLang();
  const [year = "", named = ""] = value.split("-");
  const now = Number(today().slice(0, 4));
  const years = Array.from({ length: now - FIRST_YEAR + 1 }, (_, back) => String(now - back));
  const set = (nextYear: string, nextNamed: string) =>
    onChange(nextYear || nextNamed ? `${nextYear}-${nextNamed}` : "");
  return (
    <fieldset className={styles.group}>
      <legend className={classes(fields.label, styles.legend)}>
        {label}
        {optional && <span className={fields.optional}>{t("optional")}</span>}
      </legend>
      <div className={styles.two}>
        <SelectField
          label={t("year")}
          placeholder={t("choose")}
          value={year}
          onChange={(next) => set(next, named)}
          options={years.map((one) => ({ value: one, label: one }))}
        />
        <SelectField
          label={t("month")}
          placeholder={t("choose")}
          value={named}
          onChange={(next) => set(year, next)}
          options={monthNames(lang).map((name, at) => ({
            value: String(at + 1).padStart(2, "0"),
            label: name,
          }))}
        />
      </div>
    </fieldset>
  );
}
