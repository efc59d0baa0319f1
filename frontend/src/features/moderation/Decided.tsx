import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Badge } from "~/components/Bits";
import { Button } from "~/components/Button";
import { Card, Muted, Prose, Row } from "~/components/Layouts";
import { moment } from "~/lib/dates";
import { useLang, usePath } from "~/lib/lang";
import { AuditTrail } from "./AuditTrail";
import type { Act, Desk } from "./queries";

export type Doing = (act: Act) => void;

export function CaseLink({ reference, title }: { reference: string; title: string }) {
  const path = usePath();
  return (
    <h3>
      <Link to={path(`/cases/${reference}`)}>{title}</Link>
    </h3>
  );
}

/** Somebody set aside who says that it was wrong; whoever decided first can not decide again. */
export function Appeal({ one, act }: { one: Desk["appeals"][number]; act: Doing }) {
  const { t } = useTranslation(["moderation", "desk"]);
  const lang = useLang();
  const decide = (restore: boolean) => act({ kind: "appeal", decision_id: one.id, restore });
  return (
    <Card as="article">
      <CaseLink reference={one.case_reference} title={one.case_title} />
      <Row>
        <Badge tone="warn">{t(`desk:aside.codes.${one.reason_code as "other"}`)}</Badge>
        <Muted small>{moment(one.appealed_at, lang)}</Muted>
      </Row>
      <Muted small>{one.reason}</Muted>
      <Prose>{one.appeal}</Prose>
      <Row>
        <Button small onClick={() => decide(true)}>
          {t("moderation:appeal.restore")}
        </Button>
        <Button small tone="quiet" onClick={() => decide(false)}>
          {t("moderation:appeal.keep")}
        </Button>
      </Row>
      <AuditTrail reference={one.case_reference} />
    </Card>
  );
}

/** A case that is hidden now; restoring it brings back what it was, and the public log keeps both. */
export function Hidden({ one, act }: { one: Desk["removals"][number]; act: Doing }) {
  const { t } = useTranslation("moderation");
  const lang = useLang();
  return (
    <Card as="article">
      <CaseLink reference={one.case_reference} title={one.case_title} />
      <Row>
        <Badge tone="danger">{t(`reasons.${one.reason_code as "other"}`)}</Badge>
        <Muted small>{moment(one.at, lang)}</Muted>
      </Row>
      <Row>
        <Button small tone="quiet" onClick={() => act({ kind: "restore", reference: one.case_reference })}>
          {t("restore")}
        </Button>
      </Row>
      <AuditTrail reference={one.case_reference} />
    </Card>
  );
}
