import { useTranslation } from "react-i18next";
import { More } from "~/components/Bits";
import { Button } from "~/components/Button";
import { SelectField, TextField } from "~/components/Field";
import { Card, Muted } from "~/components/Layouts";
import type { Moment, PlanForm, Stated } from "./plan";

const KINDS = ["count", "money", "date", "quotation", "text"] as const;

interface Props {
  form: PlanForm;
  set: (part: Partial<PlanForm>) => void;
  /** Saving or checking was tried: entries say what they lack. */
  tried: boolean;
}

/** Numbers, dates and quotations that don't come from reports: each with where it can be checked. */
export function SourcedFields({ form, set, tried }: Props) {
  const { t } = useTranslation(["letters", "common"]);
  return (
    <>
      <More summary={t("letters:edit.timeline")} open={form.timeline.length > 0}>
        <Muted small>{t("letters:edit.timelineLead")}</Muted>
        {form.timeline.map((one, at) => (
          <MomentCard
            key={at}
            one={one}
            tried={tried}
            change={(next) => set({ timeline: replaced(form.timeline, at, next) })}
          />
        ))}
        <div>
          <Button
            tone="quiet"
            small
            onClick={() =>
              set({ timeline: [...form.timeline, { on: "", precision: "day", what: "", source: "" }] })
            }
          >
            {t("letters:edit.addMoment")}
          </Button>
        </div>
      </More>
      <More summary={t("letters:edit.stated")} open={form.stated.length > 0}>
        <Muted small>{t("letters:edit.statedLead")}</Muted>
        {form.stated.map((one, at) => (
          <StatedCard
            key={one.key}
            one={one}
            tried={tried}
            change={(next) => set({ stated: replaced(form.stated, at, next) })}
          />
        ))}
        <div>
          <Button
            tone="quiet"
            small
            onClick={() => set({ stated: [...form.stated, emptyStated(form.stated)] })}
          >
            {t("letters:edit.addStated")}
          </Button>
        </div>
      </More>
    </>
  );
}

function replaced<T>(list: T[], at: number, next: T | null): T[] {
  if (next === null) return list.filter((_, index) => index !== at);
  return list.map((one, index) => (index === at ? next : one));
}

function emptyStated(list: Stated[]): Stated {
  const used = new Set(list.map((one) => one.key));
  const key = Array.from({ length: 41 }, (_, n) => `s${n + 1}`).find((one) => !used.has(one)) ?? "s41";
  return { key, kind: "count", value: "", currency: null, name: "", source: "" };
}

interface CardProps<T> {
  one: T;
  tried: boolean;
  change: (next: T | null) => void;
}

/** What an entry says under a field that it can not be without. */
function useLack(tried: boolean) {
  const { t } = useTranslation("letters");
  return (value: string, what: "on" | "event" | "source" | "name" | "value") =>
    tried && !value.trim() ? t(`edit.lacks.${what}`) : null;
}

function MomentCard({ one, tried, change }: CardProps<Moment>) {
  const { t } = useTranslation(["letters", "common"]);
  const lack = useLack(tried);
  return (
    <Card>
      <TextField
        label={t("common:date")}
        error={lack(one.on, "on")}
        type="date"
        value={one.on}
        onChange={(on) => change({ ...one, on })}
      />
      <TextField
        label={t("letters:edit.event")}
        error={lack(one.what, "event")}
        maxLength={300}
        value={one.what}
        onChange={(what) => change({ ...one, what })}
      />
      <TextField
        label={t("letters:edit.source")}
        error={lack(one.source, "source")}
        maxLength={300}
        value={one.source}
        onChange={(source) => change({ ...one, source })}
      />
      <div>
        <Button tone="plain" small onClick={() => change(null)}>
          {t("common:remove")}
        </Button>
      </div>
    </Card>
  );
}

function StatedCard({ one, tried, change }: CardProps<Stated>) {
  const { t } = useTranslation(["letters", "common"]);
  const lack = useLack(tried);
  return (
    <Card>
      <Muted small>{t("letters:edit.marker", { marker: `{{${one.key}}}` })}</Muted>
      <SelectField
        label={t("letters:edit.statedKind")}
        value={one.kind}
        onChange={(kind) => change({ ...one, kind: kind as Stated["kind"] })}
        options={KINDS.map((value) => ({ value, label: t(`letters:edit.kinds.${value}`) }))}
      />
      <TextField
        label={t("letters:edit.name")}
        error={lack(one.name, "name")}
        maxLength={300}
        value={one.name}
        onChange={(name) => change({ ...one, name })}
      />
      <TextField
        label={t("letters:edit.value")}
        error={lack(one.value, "value")}
        maxLength={300}
        value={one.value}
        onChange={(value) => change({ ...one, value })}
      />
      {one.kind === "money" && (
        <TextField
          label={t("letters:edit.currency")}
          maxLength={3}
          value={one.currency ?? ""}
          onChange={(currency) => change({ ...one, currency: currency.toUpperCase() || null })}
        />
      )}
      <TextField
        label={t("letters:edit.source")}
        error={lack(one.source, "source")}
        maxLength={300}
        value={one.source}
        onChange={(source) => change({ ...one, source })}
      />
      <div>
        <Button tone="plain" small onClick={() => change(null)}>
          {t("common:remove")}
        </Button>
      </div>
    </Card>
  );
}
