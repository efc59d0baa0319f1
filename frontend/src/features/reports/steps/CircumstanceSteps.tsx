import { useTranslation } from "react-i18next";
import { Choice } from "~/components/Choice";
import { SelectField, TextField } from "~/components/Field";
import { MonthField } from "~/components/MonthField";
import { areaOptions } from "~/lib/area";
import { today } from "~/lib/dates";
import { useLang } from "~/lib/lang";
import { CURRENCIES, money, moneyExample, toMinor } from "~/lib/money";
import { usePart } from "../draft/DraftContext";
import type { Precision } from "../draft/draft";
import styles from "../Wizard.module.css";

/** A date as exactly as the person remembers it, never more exactly. */
export function WhenStep() {
  const { t } = useTranslation("report");
  const [when, setWhen] = usePart("when");
  const options = (["day", "month", "about", "unknown"] as const).map((value) => ({
    value,
    label: t(`when.${value}`),
  }));
  return (
    <>
      <Choice
        legend={t("when.precision")}
        hideLegend
        options={options}
        value={when.precision}
        onChange={(value) => setWhen({ ...when, precision: value as Precision })}
      />
      {when.precision === "day" && (
        <TextField
          label={t("when.dayLabel")}
          type="date"
          max={today()}
          value={when.day}
          onChange={(day) => setWhen({ ...when, day })}
        />
      )}
      {when.precision === "month" && (
        <MonthField
          label={t("when.monthLabel")}
          value={when.month}
          onChange={(month) => setWhen({ ...when, month })}
        />
      )}
      {when.precision === "about" && (
        <>
          <MonthField
            label={t("when.aboutMonth")}
            optional
            value={when.month}
            onChange={(month) => setWhen({ ...when, month })}
          />
          <TextField
            label={t("when.aboutWords")}
            hint={t("when.aboutExample")}
            optional
            maxLength={120}
            value={when.text}
            onChange={(text) => setWhen({ ...when, text })}
          />
        </>
      )}
    </>
  );
}

export function AmountStep() {
  const { t } = useTranslation("report");
  const lang = useLang();
  const [amount, setAmount] = usePart("amount");
  const minor = toMinor(amount.text, amount.currency, lang);
  const typed = amount.text.trim() !== "";
  const read =
    minor === null
      ? t("amount.unclear", { example: moneyExample(amount.currency, lang) })
      : t("amount.read", { amount: money(minor, amount.currency, lang) });
  const [orderNumber, setOrderNumber] = usePart("orderNumber");
  return (
    <>
      <div className={styles.money}>
        <TextField
          label={t("amount.label")}
          inputMode="decimal"
          maxLength={20}
          optional
          hint={typed ? read : undefined}
          value={amount.text}
          onChange={(text) => setAmount({ ...amount, text })}
        />
        <SelectField
          label={t("amount.currency")}
          value={amount.currency}
          onChange={(currency) => setAmount({ ...amount, currency })}
          options={CURRENCIES.map((code) => ({ value: code, label: code }))}
        />
      </div>
      <TextField
        label={t("amount.order")}
        hint={t("amount.orderHint")}
        optional
        maxLength={64}
        value={orderNumber}
        onChange={setOrderNumber}
      />
    </>
  );
}

export function AreaStep() {
  const { t } = useTranslation("report");
  const lang = useLang();
  const [area, setArea] = usePart("area");
  return (
    <SelectField
      label={t("area.label")}
      optional
      value={area}
      onChange={setArea}
      placeholder={t("area.none")}
      options={areaOptions(lang)}
    />
  );
}
