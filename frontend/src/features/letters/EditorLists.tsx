import { useTranslation } from "react-i18next";
import { Button } from "~/components/Button";
import { Check } from "~/components/Choice";
import { SelectField, TextField } from "~/components/Field";
import { Card, Muted, Row, Section } from "~/components/Layouts";
import type { Demand } from "./plan";
import type { ChoicesRead } from "./queries";

/** What is asked for: of everyone, or of those whose reports ask for it. */
export function DemandsField({
  demands,
  onChange,
  choices,
}: {
  demands: Demand[];
  onChange: (demands: Demand[]) => void;
  choices: ChoicesRead;
}) {
  const { t } = useTranslation(["letters", "common"]);
  const edit = (at: number, part: Partial<Demand>) =>
    onChange(demands.map((one, index) => (index === at ? { ...one, ...part } : one)));
  const add = () => {
    const used = new Set(demands.map((one) => one.key));
    const key = Array.from({ length: 13 }, (_, n) => `d${n + 1}`).find((one) => !used.has(one)) ?? "d13";
    onChange([...demands, { key, remedy: choices.remedies[0]?.id ?? "refund", what: "", everyone: true }]);
  };
  return (
    <Section title={t("letters:edit.demands")}>
      {demands.map((demand, at) => (
        <Card key={demand.key}>
          <SelectField
            label={t("letters:edit.remedy")}
            value={demand.remedy}
            onChange={(remedy) => edit(at, { remedy })}
            options={choices.remedies.map((one) => ({ value: one.id, label: one.name }))}
          />
          <TextField
            label={t("letters:edit.what")}
            optional
            maxLength={300}
            value={demand.what ?? ""}
            onChange={(what) => edit(at, { what })}
          />
          <Check
            plain
            checked={demand.everyone ?? false}
            onChange={(everyone) => edit(at, { everyone })}
            label={t("letters:edit.everyone")}
          />
          <Row>
            <Button tone="plain" small onClick={() => onChange(demands.filter((_, index) => index !== at))}>
              {t("common:remove")}
            </Button>
          </Row>
        </Card>
      ))}
      {demands.length < 12 && (
        <div>
          <Button tone="quiet" small onClick={add}>
            {t("letters:edit.addDemand")}
          </Button>
        </div>
      )}
    </Section>
  );
}

/** A law is cited only when the drafter confirms that its condition holds in this case. */
export function LawsField({
  chosen,
  onChange,
  choices,
}: {
  chosen: string[];
  onChange: (laws: string[]) => void;
  choices: ChoicesRead;
}) {
  const { t } = useTranslation("letters");
  const toggle = (id: string) =>
    onChange(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id].slice(0, 8));
  return (
    <Section title={t("edit.laws")} lead={t("edit.lawsLead")}>
      {choices.laws.length === 0 && <Muted>{t("edit.noLaws")}</Muted>}
      {choices.laws.map((law) => (
        <Check
          key={law.id}
          checked={chosen.includes(law.id)}
          onChange={() => toggle(law.id)}
          label={[law.name, law.article].filter(Boolean).join(" ")}
          note={[law.paraphrase, law.condition && t("edit.condition", { condition: law.condition })]
            .filter(Boolean)
            .join(" ")}
        />
      ))}
    </Section>
  );
}
