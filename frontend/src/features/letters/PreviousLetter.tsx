import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { TextField } from "~/components/Field";
import { Section } from "~/components/Layouts";
import { today } from "~/lib/dates";
import { type PlanForm, previousOf } from "./plan";
import { useSentFilings } from "./queries";

interface Props {
  reference: string;
  form: PlanForm;
  set: (part: Partial<PlanForm>) => void;
  /** Saving or checking was tried: the fields say what they lack. */
  tried: boolean;
}

/** When the earlier letter arrived, and under which number; what was sent to the same recipient is filled in. */
export function PreviousLetter({ reference, form, set, tried }: Props) {
  const { t } = useTranslation("letters");
  const sent = useSentFilings(reference).data;
  const untouched = !form.previous_on && !form.previous_reference;
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is filled in once, whatever is emptied later stays so
  useEffect(() => {
    const found = sent && untouched && previousOf(sent, form.channel_id);
    if (found) set(found);
  }, [sent, form.channel_id]);
  return (
    <Section title={t("edit.previous")} lead={t("edit.previousLead")}>
      <TextField
        label={t("edit.previousOn")}
        hint={t("edit.previousOnHint")}
        error={tried && !form.previous_on ? t("edit.lacks.previousOn") : null}
        type="date"
        max={today()}
        value={form.previous_on}
        onChange={(previous_on) => set({ previous_on })}
      />
      <TextField
        label={t("edit.previousReference")}
        error={tried && !form.previous_reference.trim() ? t("edit.lacks.previousReference") : null}
        maxLength={300}
        value={form.previous_reference}
        onChange={(previous_reference) => set({ previous_reference })}
      />
    </Section>
  );
}
