import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { More } from "~/components/Bits";
import { Button } from "~/components/Button";
import { SelectField, TextField } from "~/components/Field";
import { Grid, Row, Stack } from "~/components/Layouts";
import { type MemberFilters, NO_FILTERS } from "./membersPaging";

const CHOICES = {
  evidence: ["none", "given", "checked"],
  approval: ["approve", "object", "withdrawn", "none"],
  grants: ["nickname", "contact", "narrative", "evidence", "ticket"],
  state: ["counted", "set_aside", "not_counted"],
} as const;
const TYPING_PAUSE = 200;

/** What to look for; every choice is answered by the server, typing after a short pause. */
export function Filters({
  filters,
  onChange,
}: {
  filters: MemberFilters;
  onChange: (filters: MemberFilters) => void;
}) {
  const { t } = useTranslation("desk");
  const [find, setFind] = useState(filters.find);
  useEffect(() => {
    if (find === filters.find) return;
    const pause = setTimeout(() => onChange({ ...filters, find }), TYPING_PAUSE);
    return () => clearTimeout(pause);
  }, [find, filters, onChange]);
  const [open] = useState(() => window.matchMedia?.("(min-width: 48rem)").matches ?? false);
  const chosen = Object.values(filters).some((value) => value !== "");
  return (
    <Stack as="search" tight>
      <TextField
        label={t("filters.find")}
        hint={t("filters.findHint")}
        value={find}
        onChange={setFind}
        maxLength={60}
      />
      <More summary={t("filters.title")} open={open}>
        <Grid halves>
          {(Object.keys(CHOICES) as (keyof typeof CHOICES)[]).map((name) => (
            <SelectField
              key={name}
              label={t(`filters.${name}`)}
              value={filters[name]}
              onChange={(value) => onChange({ ...filters, [name]: value })}
              placeholder={t("filters.any")}
              options={CHOICES[name].map((value) => ({
                value,
                label: t(`filters.${name}Is.${value as "none"}` as "filters.evidenceIs.none"),
              }))}
            />
          ))}
        </Grid>
      </More>
      {chosen && (
        <Row>
          <Button
            tone="plain"
            small
            onClick={() => {
              setFind("");
              onChange(NO_FILTERS);
            }}
          >
            {t("filters.clear")}
          </Button>
        </Row>
      )}
    </Stack>
  );
}
