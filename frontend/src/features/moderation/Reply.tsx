import { useState } from "react";
import { useTranslation } from "react-i18next";
import { More } from "~/components/Bits";
import { Button } from "~/components/Button";
import { SelectField, TextBox } from "~/components/Field";
import { Card, Muted, Prose, Row } from "~/components/Layouts";
import { AuditTrail } from "./AuditTrail";
import { Refused, useOwnAct } from "./acting";
import type { Desk } from "./queries";

const BACK = ["personal_data", "unlawful", "other"] as const;
const LONGEST = 500;

/** A company's answer before anybody reads it: published, or sent back with what should be changed. */
export function Reply({ one }: { one: Desk["replies"][number] }) {
  const { t } = useTranslation("moderation");
  const [reason, setReason] = useState<string>("personal_data");
  const [note, setNote] = useState("");
  const doing = useOwnAct();
  const sendBack = () =>
    doing.act({ kind: "return", reply_id: one.id, reason_code: reason, note: note.trim() });
  return (
    <Card as="article">
      <Muted small>{one.case_reference}</Muted>
      <Prose>{one.text}</Prose>
      <Refused doing={doing} />
      <Row>
        <Button small busy={doing.busy} onClick={() => doing.act({ kind: "reply", reply_id: one.id })}>
          {t("reply.publish")}
        </Button>
      </Row>
      <More summary={t("reply.back")}>
        <SelectField
          label={t("reply.reason")}
          value={reason}
          onChange={setReason}
          options={BACK.map((value) => ({ value, label: t(`reasons.${value}`) }))}
        />
        <TextBox
          label={t("reply.note")}
          optional
          rows={3}
          maxLength={LONGEST}
          value={note}
          onChange={setNote}
        />
        <div>
          <Button tone="danger" small busy={doing.busy} onClick={sendBack}>
            {t("reply.return")}
          </Button>
        </div>
      </More>
      <AuditTrail reference={one.case_reference} />
    </Card>
  );
}
