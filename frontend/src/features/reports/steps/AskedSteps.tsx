import { Plus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button } from "~/components/Button";
import { Choice } from "~/components/Choice";
import { SelectField, TextBox, TextField } from "~/components/Field";
import { Card, Stack } from "~/components/Layouts";
import { today } from "~/lib/dates";
import { useDraft, usePart } from "../draft/DraftContext";
import { SelfHelp } from "../SelfHelp";

const HOW = ["hotline", "chat", "app", "email", "social", "other"] as const;

/** Most outside bodies want to know first whether the company was asked. */
export function AskedStep() {
  const { t } = useTranslation(["report", "common"]);
  const { draft } = useDraft();
  const [asked, setAsked] = usePart("asked");
  return (
    <>
      <Choice
        legend={t("report:steps.asked.title")}
        hideLegend
        columns={2}
        options={[
          { value: "yes", label: t("common:yes") },
          { value: "no", label: t("report:asked.notYet") },
        ]}
        value={asked.did === null ? null : asked.did ? "yes" : "no"}
        onChange={(value) => setAsked({ ...asked, did: value === "yes" })}
      />
      {asked.did === false && draft.issueId && <SelfHelp issueId={draft.issueId} />}
      {asked.did && (
        <Stack>
          <TextField
            label={t("report:asked.on")}
            type="date"
            max={today()}
            optional
            value={asked.on}
            onChange={(on) => setAsked({ ...asked, on })}
          />
          <SelectField
            label={t("report:asked.how")}
            value={asked.how}
            onChange={(how) => setAsked({ ...asked, how })}
            placeholder={t("common:choose")}
            options={HOW.map((value) => ({ value, label: t(`report:asked.ways.${value}`) }))}
          />
          <TextField
            label={t("report:asked.ticket")}
            hint={t("report:asked.ticketHint")}
            optional
            maxLength={64}
            value={asked.ticket}
            onChange={(ticket) => setAsked({ ...asked, ticket })}
          />
          <TextBox
            label={t("report:asked.answer")}
            optional
            maxLength={2000}
            value={asked.answer}
            onChange={(answer) => setAsked({ ...asked, answer })}
          />
        </Stack>
      )}
    </>
  );
}

/** Regulator, court, mediator, police: who was already approached, so that no second route is opened by mistake. */
export function AuthoritiesStep() {
  const { t } = useTranslation(["report", "common"]);
  const { draft, change } = useDraft();
  const [authorities, setAuthorities] = usePart("authorities");
  const blank = { name: "", on: "", number: "" };
  const edit = (at: number, part: object) =>
    setAuthorities(authorities.map((one, index) => (index === at ? { ...one, ...part } : one)));
  const add = () => setAuthorities([...authorities, blank]);
  const answer = (value: string) =>
    change((old) => ({
      ...old,
      approached: value === "yes",
      authorities: value === "yes" && old.authorities.length === 0 ? [blank] : old.authorities,
    }));
  return (
    <>
      <Choice
        legend={t("report:steps.authorities.title")}
        hideLegend
        columns={2}
        options={[
          { value: "yes", label: t("common:yes") },
          { value: "no", label: t("report:authorities.none") },
        ]}
        value={draft.approached === null ? null : draft.approached ? "yes" : "no"}
        onChange={answer}
      />
      {(draft.approached ? authorities : []).map((authority, at) => (
        <Card key={at}>
          <TextField
            label={t("report:authorities.name")}
            hint={t("report:authorities.example")}
            maxLength={120}
            value={authority.name}
            onChange={(name) => edit(at, { name })}
          />
          <TextField
            label={t("report:authorities.on")}
            type="date"
            max={today()}
            optional
            value={authority.on}
            onChange={(on) => edit(at, { on })}
          />
          <TextField
            label={t("report:authorities.number")}
            optional
            maxLength={64}
            value={authority.number}
            onChange={(number) => edit(at, { number })}
          />
          <div>
            <Button
              tone="plain"
              small
              onClick={() => setAuthorities(authorities.filter((_, index) => index !== at))}
            >
              {t("common:remove")}
            </Button>
          </div>
        </Card>
      ))}
      {draft.approached && authorities.length < 5 && (
        <div>
          <Button tone="quiet" small icon={<Plus size={18} aria-hidden />} onClick={add}>
            {t("report:authorities.add")}
          </Button>
        </div>
      )}
    </>
  );
}
