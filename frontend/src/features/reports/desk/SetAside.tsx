import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Badge, More } from "~/components/Bits";
import { Button } from "~/components/Button";
import { SelectField, TextBox } from "~/components/Field";
import { Muted, Prose, Row } from "~/components/Layouts";
import { Notice } from "~/components/Notice";
import { Failure } from "~/components/States";
import { moment } from "~/lib/dates";
import { useLang } from "~/lib/lang";
import { problemWords } from "~/lib/problemWords";
import { type MemberDetail, useIsStaff, useLift, useSetAside } from "./queries";

const REASONS = ["coordinated", "fabricated", "respondent_staff", "other"] as const;
/** As short as a reason may be; what the server takes. */
const SHORTEST = 5;
type Decision = NonNullable<MemberDetail["decision"]>;

/** A moderator's decision about a person, with a reason that the person reads and may appeal; a mistake is lifted here. */
export function SetAside({ reference, member }: { reference: string; member: MemberDetail }) {
  const { t } = useTranslation("desk");
  const staff = useIsStaff();
  if (!staff) return null;
  if (member.decision) return <Stands reference={reference} decision={member.decision} />;
  if (member.set_aside) return <Notice tone="warn">{t("aside.done")}</Notice>;
  return <Decide reference={reference} id={member.id} />;
}

function Decide({ reference, id }: { reference: string; id: string }) {
  const { t } = useTranslation("desk");
  const [code, setCode] = useState<string>("coordinated");
  const [reason, setReason] = useState("");
  const decide = useSetAside(reference);
  return (
    <More summary={t("aside.title")}>
      <SelectField
        label={t("aside.code")}
        value={code}
        onChange={setCode}
        options={REASONS.map((value) => ({ value, label: t(`aside.codes.${value}`) }))}
      />
      <TextBox
        label={t("aside.reason")}
        hint={t("aside.hint")}
        maxLength={2000}
        value={reason}
        onChange={setReason}
      />
      {decide.isError && <Failure message={problemWords(decide.error, t)} />}
      <div>
        <Button
          tone="danger"
          small
          busy={decide.isPending}
          disabled={reason.trim().length < SHORTEST}
          onClick={() => decide.mutate({ membership_id: id, reason_code: code, reason: reason.trim() })}
        >
          {t("aside.button")}
        </Button>
      </div>
    </More>
  );
}

/** A decision that stands; whoever decided lifts it themselves only as long as nobody appealed. */
function Stands({ reference, decision }: { reference: string; decision: Decision }) {
  const { t } = useTranslation("desk");
  const lang = useLang();
  return (
    <>
      <Notice tone="warn">{t("aside.done")}</Notice>
      <Row>
        <Badge>{t(`aside.codes.${decision.reason_code as "other"}`)}</Badge>
        <Muted small>{moment(decision.at, lang)}</Muted>
      </Row>
      <Prose>{decision.reason}</Prose>
      {decision.appealed && <Muted small>{t("aside.lift.appealed")}</Muted>}
      {decision.appealed && decision.decided_by_me ? (
        <Muted small>{t("aside.lift.another")}</Muted>
      ) : (
        <Lift reference={reference} id={decision.id} />
      )}
    </>
  );
}

function Lift({ reference, id }: { reference: string; id: string }) {
  const { t } = useTranslation("desk");
  const [reason, setReason] = useState("");
  const lift = useLift(reference);
  return (
    <More summary={t("aside.lift.title")}>
      <TextBox
        label={t("aside.lift.reason")}
        hint={t("aside.lift.hint")}
        maxLength={2000}
        value={reason}
        onChange={setReason}
      />
      {lift.isError && <Failure message={problemWords(lift.error, t)} />}
      <div>
        <Button
          small
          busy={lift.isPending}
          disabled={reason.trim().length < SHORTEST}
          onClick={() => lift.mutate({ decision_id: id, reason: reason.trim() })}
        >
          {t("aside.lift.button")}
        </Button>
      </div>
    </More>
  );
}
