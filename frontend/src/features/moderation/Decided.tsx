import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Badge } from "~/components/Bits";
import { Button } from "~/components/Button";
import { TextBox } from "~/components/Field";
import { Card, Muted, Prose, Row } from "~/components/Layouts";
import { moment } from "~/lib/dates";
import { useLang, usePath } from "~/lib/lang";
import { AuditTrail } from "./AuditTrail";
import { Refused, useOwnAct } from "./acting";
import { RestoreForm } from "./Hiding";
import type { Desk } from "./queries";

/** As short as a reason may be; what the server takes. */
const SHORTEST = 5;

export function CaseLink({ reference, title }: { reference: string; title: string }) {
  const path = usePath();
  return (
    <h3>
      <Link to={path(`/cases/${reference}`)}>{title}</Link>
    </h3>
  );
}

/** Somebody set aside who says that it was wrong; whoever decided first can not decide again. */
export function Appeal({ one }: { one: Desk["appeals"][number] }) {
  const { t } = useTranslation(["moderation", "desk"]);
  const lang = useLang();
  const [reason, setReason] = useState("");
  const doing = useOwnAct();
  const lacks = one.decided_by_me || reason.trim().length < SHORTEST;
  const decide = (restore: boolean) =>
    doing.act({ kind: "appeal", decision_id: one.id, restore, reason: reason.trim() });
  return (
    <Card as="article">
      <CaseLink reference={one.case_reference} title={one.case_title} />
      <Row>
        <Badge tone="warn">{t(`desk:aside.codes.${one.reason_code as "other"}`)}</Badge>
        <Muted small>{moment(one.appealed_at, lang)}</Muted>
      </Row>
      <Muted small>{one.reason}</Muted>
      <Prose>{one.appeal}</Prose>
      {one.decided_by_me ? (
        <Muted small>{t("moderation:appeal.another")}</Muted>
      ) : (
        <TextBox
          label={t("moderation:appeal.reason")}
          hint={t("moderation:appeal.reasonHint")}
          rows={3}
          maxLength={2000}
          value={reason}
          onChange={setReason}
        />
      )}
      <Refused doing={doing} />
      <Row>
        <Button small busy={doing.busy} disabled={lacks} onClick={() => decide(true)}>
          {t("moderation:appeal.restore")}
        </Button>
        <Button small tone="quiet" busy={doing.busy} disabled={lacks} onClick={() => decide(false)}>
          {t("moderation:appeal.keep")}
        </Button>
      </Row>
      <AuditTrail reference={one.case_reference} />
    </Card>
  );
}

/** A case that is hidden now; restoring it brings back what it was, and the public log keeps both. */
export function Hidden({ one }: { one: Desk["removals"][number] }) {
  const { t } = useTranslation("moderation");
  const lang = useLang();
  const doing = useOwnAct();
  return (
    <Card as="article">
      <CaseLink reference={one.case_reference} title={one.case_title} />
      <Row>
        <Badge tone="danger">{t(`reasons.${one.reason_code as "other"}`)}</Badge>
        <Muted small>{moment(one.at, lang)}</Muted>
      </Row>
      <Refused doing={doing} />
      <RestoreForm reference={one.case_reference} doing={doing} />
      <AuditTrail reference={one.case_reference} />
    </Card>
  );
}
