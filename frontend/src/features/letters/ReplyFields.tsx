import { useTranslation } from "react-i18next";
import { SelectField, TextBox, TextField } from "~/components/Field";
import { Section } from "~/components/Layouts";
import { handsTooMany, hasHands, mayRestOnLaw, type PlanForm } from "./plan";
import type { ChoicesRead } from "./queries";

interface Props {
  form: PlanForm;
  set: (part: Partial<PlanForm>) => void;
  choices: ChoicesRead;
}

/** By when an answer is asked for and on what that rests, where it goes, and who hands the letter in. */
export function ReplyFields({ form, set, choices }: Props) {
  const { t } = useTranslation("letters");
  const cited = choices.laws.filter((law) => form.laws.includes(law.id));
  const tooMany = handsTooMany(form);
  return (
    <Section title={t("edit.reply")}>
      <TextField
        label={t("edit.replyDays")}
        hint={t("edit.replyDaysHint")}
        optional
        inputMode="numeric"
        value={form.reply_days}
        onChange={(days) => set({ reply_days: days.replace(/\D/g, "").slice(0, 2) })}
      />
      {mayRestOnLaw(form, choices) && (
        <SelectField
          label={t("edit.replyLaw")}
          value={form.reply_period_law}
          onChange={(reply_period_law) => set({ reply_period_law })}
          options={[
            { value: "", label: t("edit.replyOurs") },
            ...cited.map((law) => ({
              value: law.id,
              label: [law.name, law.article].filter(Boolean).join(" "),
            })),
          ]}
        />
      )}
      <TextField
        label={t("edit.replyTo")}
        optional
        maxLength={300}
        value={form.reply_to}
        onChange={(reply_to) => set({ reply_to })}
      />
      {hasHands(form, choices) && (
        <TextBox
          label={t("edit.handedIn")}
          hint={t("edit.handedInHint")}
          error={tooMany > 0 ? t("edit.handedInMany", { n: tooMany }) : null}
          optional
          rows={2}
          value={form.handed_in_by}
          onChange={(handed_in_by) => set({ handed_in_by })}
        />
      )}
    </Section>
  );
}
