import { Check } from "lucide-react";
import { useTranslation } from "react-i18next";
import { classes } from "~/components/classes";
import { Section } from "~/components/Layouts";
import { day } from "~/lib/dates";
import { useLang } from "~/lib/lang";
import styles from "./CaseSteps.module.css";
import { useCaseNumbers } from "./queries";

/** Where the case stands on the way of a collective complaint, by public facts alone. */
export function CaseSteps({ reference }: { reference: string }) {
  const { t } = useTranslation("statistics");
  const lang = useLang();
  const found = useCaseNumbers(reference);
  if (!found.data) return null;
  const steps = found.data.steps;
  const last = steps.reduce((at, step, index) => (step.on ? index : at), -1);
  return (
    <Section title={t("steps.title")}>
      <ol className={styles.steps}>
        {steps.map((step, at) => (
          <li
            key={step.name}
            className={classes(styles.step, step.on && styles.done)}
            aria-current={at === last ? "step" : undefined}
          >
            <span className={styles.dot} aria-hidden>
              {step.on && <Check size={14} />}
            </span>
            <span className={styles.name}>
              {t(`steps.names.${step.checked_by === "organizers" ? "materials" : step.name}`)}
            </span>
            <span className={styles.when}>
              {step.on ? <time dateTime={step.on}>{day(step.on, lang)}</time> : t("steps.open")}
            </span>
          </li>
        ))}
      </ol>
    </Section>
  );
}
