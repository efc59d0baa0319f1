import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Badge, More } from "~/components/Bits";
import { Button } from "~/components/Button";
import { SelectField, TextBox } from "~/components/Field";
import { Card, Muted, Prose, Row } from "~/components/Layouts";
import { AuditTrail } from "./AuditTrail";
import { Refused, useOwnAct } from "./acting";
import { CaseLink } from "./Decided";
import type { Desk } from "./queries";

const BACK = ["personal_data", "unlawful", "other"] as const;
const LONGEST = 500;

/** A company's answer before anybody reads it: published, or sent back with what should be changed. */
export function Reply({ one }: { one: Desk["replies"][number] }) {
  const { t } = useTranslation(["moderation", "case"]);
  const [reason, setReason] = useState<string>("personal_data");
  const [note, setNote] = useState("");
  const doing = useOwnAct();
  const sendBack = () =>
    doing.act({ kind: "return", reply_id: one.id, reason_code: reason, note: note.trim() });
  return (
    <Card as="article">
      <CaseLink reference={one.case_reference} title={one.case_title} />
      <Row>
        <Badge tone="accent">{t(`case:reply.categories.${one.category as "resolved"}`)}</Badge>
        <Muted small>{one.respondent}</Muted>
      </Row>
      <Prose>{one.text}</Prose>
      <Refused doing={doing} />
      <Row>
        <Button small busy={doing.busy} onClick={() => doing.act({ kind: "reply", reply_id: one.id })}>
          {t("moderation:reply.publish")}
        </Button>
      </Row>
      <More summary={t("moderation:reply.back")}>
        <SelectField
          label={t("moderation:reply.reason")}
          value={reason}
          onChange={setReason}
          options={BACK.map((value) => ({ value, label: t(`moderation:reasons.${value}`) }))}
        />
        <TextBox
          label={t("moderation:reply.note")}
          optional
          rows={3}
          maxLength={LONGEST}
          value={note}
          onChange={setNote}
        />
        <div>
          <Button tone="danger" small busy={doing.busy} onClick={sendBack}>
            {t("moderation:reply.return")}
          </Button>
        </div>
      </More>
      <AuditTrail reference={one.case_reference} />
    </Card>
  );
}
