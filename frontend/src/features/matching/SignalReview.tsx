import { useState } from "react";
import { useTranslation } from "react-i18next";
import { More } from "~/components/Bits";
import { Button } from "~/components/Button";
import { Checks } from "~/components/Choice";
import { SelectField, TextBox } from "~/components/Field";
import { Muted, Row } from "~/components/Layouts";
import { Failure } from "~/components/States";
import { problemWords } from "~/lib/problemWords";
import { type SignalRead, useReviewSignal } from "./queries";

const REASONS = ["coordinated", "fabricated", "respondent_staff", "other"] as const;
const SHORTEST = 5;

/** A moderator's outcome: nothing in it, or these people set aside with a reason they read and may appeal. */
export function SignalReview({ signal }: { signal: SignalRead }) {
  const { t } = useTranslation("review");
  const [note, setNote] = useState("");
  const [people, setPeople] = useState<string[]>([]);
  const [code, setCode] = useState<string>("coordinated");
  const [reason, setReason] = useState("");
  const review = useReviewSignal(signal);
  const told = note.trim() || null;
  return (
    <>
      <TextBox label={t("signals.note")} optional maxLength={2000} rows={2} value={note} onChange={setNote} />
      {review.isError && <Failure message={problemWords(review.error, t)} />}
      <Row>
        <Button
          small
          busy={review.isPending}
          onClick={() =>
            review.mutate({ outcome: "nothing", people: [], reason_code: "", reason: "", note: told })
          }
        >
          {t("signals.nothing")}
        </Button>
      </Row>
      <More summary={t("signals.setAside")}>
        <Muted small>{t("signals.setAsideLead")}</Muted>
        <Checks
          legend={t("signals.people")}
          values={people}
          onChange={setPeople}
          options={signal.people
            .filter((one) => !one.set_aside)
            .map((one) => ({ value: one.membership_id, label: one.pseudonym }))}
        />
        <SelectField
          label={t("signals.code")}
          value={code}
          onChange={setCode}
          options={REASONS.map((value) => ({ value, label: t(`signals.codes.${value}`) }))}
        />
        <TextBox
          label={t("signals.reason")}
          hint={t("signals.hint")}
          maxLength={2000}
          value={reason}
          onChange={setReason}
        />
        <div>
          <Button
            tone="danger"
            small
            busy={review.isPending}
            disabled={people.length === 0 || reason.trim().length < SHORTEST}
            onClick={() =>
              review.mutate({
                outcome: "set_aside",
                people,
                reason_code: code,
                reason: reason.trim(),
                note: told,
              })
            }
          >
            {t("signals.setAsideButton", { n: people.length })}
          </Button>
        </div>
      </More>
    </>
  );
}
