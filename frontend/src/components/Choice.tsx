import { type ReactNode, useId } from "react";
import styles from "./Choice.module.css";
import { classes } from "./classes";
import { FieldError } from "./Field";

export interface ChoiceOption {
  value: string;
  label: string;
  note?: ReactNode;
}

interface GroupProps {
  legend: string;
  /** The screen's heading already asks: the legend is for screen readers only. */
  hideLegend?: boolean;
  hint?: ReactNode;
  error?: string | null;
  options: ChoiceOption[];
  columns?: 1 | 2;
}

function Group({
  legend,
  hideLegend,
  hint,
  error,
  columns,
  children,
}: Omit<GroupProps, "options"> & { children: ReactNode }) {
  return (
    <fieldset className={styles.group} aria-invalid={error ? true : undefined}>
      <legend className={hideLegend ? "sr" : styles.legend}>{legend}</legend>
      {hint && <div className={styles.hint}>{hint}</div>}
      <div className={classes(styles.options, columns === 2 && styles.two)}>{children}</div>
      {error && <FieldError>{error}</FieldError>}
    </fieldset>
  );
}

/** One of several, as big touch targets with native radio buttons inside. */
export function Choice({
  value,
  onChange,
  options,
  ...group
}: GroupProps & { value: string | null; onChange: (value: string) => void }) {
  const name = useId();
  return (
    <Group {...group}>
      {options.map((option) => (
        <label key={option.value} className={styles.option}>
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={value === option.value}
            onChange={() => onChange(option.value)}
          />
          <span>
            <span className={styles.text}>{option.label}</span>
            {option.note && <span className={styles.note}>{option.note}</span>}
          </span>
        </label>
      ))}
    </Group>
  );
}

/** Any of several. */
export function Checks({
  values,
  onChange,
  options,
  ...group
}: GroupProps & { values: string[]; onChange: (values: string[]) => void }) {
  const toggle = (value: string) =>
    onChange(values.includes(value) ? values.filter((one) => one !== value) : [...values, value]);
  return (
    <Group {...group}>
      {options.map((option) => (
        <label key={option.value} className={styles.option}>
          <input
            type="checkbox"
            checked={values.includes(option.value)}
            onChange={() => toggle(option.value)}
          />
          <span>
            <span className={styles.text}>{option.label}</span>
            {option.note && <span className={styles.note}>{option.note}</span>}
          </span>
        </label>
      ))}
    </Group>
  );
}

/** One yes or no, with what it means in words. */
export function Check({
  checked,
  onChange,
  label,
  note,
  plain,
}: {
  checked: boolean;
  onChange: (checked: boolean) => void;
  label: string;
  note?: ReactNode;
  plain?: boolean;
}) {
  return (
    <label className={classes(styles.option, plain && styles.plain)}>
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.target.checked)} />
      <span>
        <span className={styles.text}>{label}</span>
        {note && <span className={styles.note}>{note}</span>}
      </span>
    </label>
  );
}
