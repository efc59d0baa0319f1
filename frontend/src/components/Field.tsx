import { CircleAlert } from "lucide-react";
import { type InputHTMLAttributes, type ReactNode, type TextareaHTMLAttributes, useId } from "react";
import { useTranslation } from "react-i18next";
import { classes } from "./classes";
import styles from "./Field.module.css";

interface FieldProps {
  label: string;
  hint?: ReactNode;
  error?: string | null;
  optional?: boolean;
}

interface Wired {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
}

/** Label, hint and error around one control, tied together for screen readers. */
export function Field({
  label,
  hint,
  error,
  optional,
  children,
}: FieldProps & { children: (wired: Wired) => ReactNode }) {
  const id = useId();
  const { t } = useTranslation();
  const described = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ");
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {label}
        {optional && <span className={styles.optional}>{t("optional")}</span>}
      </label>
      {hint && (
        <div id={`${id}-hint`} className={styles.hint}>
          {hint}
        </div>
      )}
      {children({ id, "aria-describedby": described || undefined, "aria-invalid": error ? true : undefined })}
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </div>
  );
}

export function FieldError({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <p id={id} className={styles.error} role="alert">
      <CircleAlert size={16} aria-hidden />
      <span>{children}</span>
    </p>
  );
}

type TextFieldProps = FieldProps &
  Omit<InputHTMLAttributes<HTMLInputElement>, "onChange" | "value"> & {
    value: string;
    onChange: (value: string) => void;
  };

export function TextField({
  label,
  hint,
  error,
  optional,
  value,
  onChange,
  className,
  ...rest
}: TextFieldProps) {
  return (
    <Field label={label} hint={hint} error={error} optional={optional}>
      {(wired) => (
        <input
          type="text"
          autoComplete="off"
          {...rest}
          {...wired}
          className={classes(styles.input, className)}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

type TextBoxProps = FieldProps &
  Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, "onChange" | "value"> & {
    value: string;
    onChange: (value: string) => void;
  };

export function TextBox({ label, hint, error, optional, value, onChange, maxLength, ...rest }: TextBoxProps) {
  return (
    <Field label={label} hint={hint} error={error} optional={optional}>
      {(wired) => (
        <>
          <textarea
            {...rest}
            {...wired}
            maxLength={maxLength}
            className={classes(styles.input, styles.area)}
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
          {maxLength && value.length > maxLength * 0.8 && (
            <p className={styles.count}>
              {value.length} / {maxLength}
            </p>
          )}
        </>
      )}
    </Field>
  );
}

export interface Option {
  value: string;
  label: string;
}

interface SelectProps extends FieldProps {
  value: string;
  onChange: (value: string) => void;
  options: Option[];
  placeholder?: string;
}

/** The system's own select: the best one there is on a phone. */
export function SelectField({
  label,
  hint,
  error,
  optional,
  value,
  onChange,
  options,
  placeholder,
}: SelectProps) {
  return (
    <Field label={label} hint={hint} error={error} optional={optional}>
      {(wired) => (
        <select
          {...wired}
          className={styles.input}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        >
          {placeholder !== undefined && <option value="">{placeholder}</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
