import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { More } from "~/components/Bits";
import { Button } from "~/components/Button";
import { Check, Choice } from "~/components/Choice";
import { SelectField, TextBox, TextField } from "~/components/Field";
import { Muted, Stack } from "~/components/Layouts";
import { MonthField } from "~/components/MonthField";
import { Notice } from "~/components/Notice";
import { Failure } from "~/components/States";
import { areaOptions } from "~/lib/area";
import { today } from "~/lib/dates";
import { useLang } from "~/lib/lang";
import { CURRENCIES, moneyExample, toMinor } from "~/lib/money";
import { problemWords } from "~/lib/problemWords";
import { correction, type Facts, factsOf, lackOfDate } from "./correcting";
import { type ReportRead, useCorrectReport } from "./queries";

/** Put the facts of one's own report right, and confirm what a group's sheet left unclear. */
export function CorrectReport({ report }: { report: ReportRead }) {
  const { t } = useTranslation("account");
  const waits = report.unread.length > 0;
  const [open] = useState(waits); // saving the last unclear value does not shut the form over its own answer
  return (
    <>
      {waits && <Notice tone="warn">{t("correct.unread")}</Notice>}
      <More summary={t("correct.title")} open={open}>
        <CorrectionForm report={report} />
      </More>
    </>
  );
}

function CorrectionForm({ report }: { report: ReportRead }) {
  const { t } = useTranslation(["account", "report"]);
  const lang = useLang();
  const [facts, setFacts] = useState(() => factsOf(report, lang));
  const [confirmed, setConfirmed] = useState<string[]>([]);
  const correct = useCorrectReport(report.id);
  const body = correction(facts, report, confirmed, lang);
  const lack = "happened_on" in body ? lackOfDate(facts) : null;
  const badAmount = facts.amount.trim() !== "" && toMinor(facts.amount, facts.currency, lang) === null;
  const set = (change: Partial<Facts>) => {
    correct.reset();
    setFacts({ ...facts, ...change });
  };
  const save = () =>
    correct.mutate(body, {
      onSuccess: (now) => {
        setFacts(factsOf(now, lang));
        setConfirmed([]);
      },
    });
  const unclear = (field: string): ReactNode => (
    <Unclear
      text={report.unread.find((one) => one.field === field)?.text}
      confirmed={confirmed.includes(field)}
      onConfirm={(yes) =>
        setConfirmed(yes ? [...confirmed, field] : confirmed.filter((one) => one !== field))
      }
    />
  );
  return (
    <Stack>
      <Muted small>{t("account:correct.lead")}</Muted>
      <When facts={facts} set={set} />
      <div role="status">{lack && <Muted small>{t(`report:missing.${lack}`)}</Muted>}</div>
      {unclear("happened_on")}
      <Money facts={facts} set={set} bad={badAmount} hasOrder={report.has_order} />
      {unclear("amount")}
      <Others facts={facts} set={set} />
      {unclear("area")}
      {unclear("asked_on")}
      {correct.isError && <Failure message={problemWords(correct.error, t)} />}
      {correct.isSuccess && (
        <Notice tone="good" live>
          {t("account:correct.saved")}
        </Notice>
      )}
      <div>
        <Button
          disabled={Object.keys(body).length === 0 || badAmount || lack !== null}
          busy={correct.isPending}
          onClick={save}
        >
          {t("account:correct.save")}
        </Button>
      </div>
    </Stack>
  );
}

interface UnclearProps {
  text: string | undefined;
  confirmed: boolean;
  onConfirm: (yes: boolean) => void;
}

function Unclear({ text, confirmed, onConfirm }: UnclearProps) {
  const { t } = useTranslation("account");
  if (!text) return null;
  return (
    <Check
      checked={confirmed}
      onChange={onConfirm}
      label={t("correct.right")}
      note={t("correct.inSheet", { text })}
    />
  );
}

interface Part {
  facts: Facts;
  set: (change: Partial<Facts>) => void;
}

function When({ facts, set }: Part) {
  const { t } = useTranslation(["report", "account"]);
  return (
    <>
      <Choice
        legend={t("account:report.when")}
        options={(["day", "month", "about", "unknown"] as const).map((value) => ({
          value,
          label: t(`report:when.${value}`),
        }))}
        value={facts.precision}
        onChange={(precision) => set({ precision })}
      />
      {facts.precision === "day" && (
        <TextField
          label={t("report:when.dayLabel")}
          type="date"
          max={today()}
          value={facts.day}
          onChange={(day) => set({ day })}
        />
      )}
      {(facts.precision === "month" || facts.precision === "about") && (
        <MonthField
          label={t(facts.precision === "month" ? "report:when.monthLabel" : "report:when.aboutMonth")}
          value={facts.month}
          onChange={(month) => set({ month })}
        />
      )}
    </>
  );
}

function Money({ facts, set, bad, hasOrder }: Part & { bad: boolean; hasOrder: boolean }) {
  const { t } = useTranslation(["report", "account"]);
  const lang = useLang();
  const codes = new Set<string>([facts.currency, ...CURRENCIES]);
  const example = moneyExample(facts.currency, lang);
  return (
    <>
      <TextField
        label={t("report:amount.label")}
        inputMode="decimal"
        maxLength={20}
        optional
        error={bad ? t("report:amount.unclear", { example }) : null}
        value={facts.amount}
        onChange={(amount) => set({ amount })}
      />
      <SelectField
        label={t("report:amount.currency")}
        value={facts.currency}
        onChange={(currency) => set({ currency })}
        options={[...codes].map((code) => ({ value: code, label: code }))}
      />
      <TextField
        label={t("report:amount.order")}
        hint={t(hasOrder ? "account:correct.orderKept" : "report:amount.orderHint")}
        optional
        maxLength={64}
        value={facts.order}
        onChange={(order) => set({ order, noOrder: false })}
      />
      {hasOrder && facts.order === "" && (
        <Check
          checked={facts.noOrder}
          onChange={(noOrder) => set({ noOrder })}
          label={t("account:correct.noOrder")}
        />
      )}
    </>
  );
}

function Others({ facts, set }: Part) {
  const { t } = useTranslation(["report", "account"]);
  const lang = useLang();
  return (
    <>
      <SelectField
        label={t("report:area.label")}
        optional
        value={facts.area}
        onChange={(area) => set({ area })}
        placeholder={t("report:area.none")}
        options={areaOptions(lang)}
      />
      <TextField
        label={t("account:report.asked")}
        type="date"
        max={today()}
        optional
        value={facts.asked}
        onChange={(asked) => set({ asked })}
      />
      <TextBox
        label={t("account:report.answer")}
        optional
        maxLength={20_000}
        value={facts.answer}
        onChange={(answer) => set({ answer })}
      />
    </>
  );
}
