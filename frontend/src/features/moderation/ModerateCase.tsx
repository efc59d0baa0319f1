import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Button } from "~/components/Button";
import { Muted, Row, Section } from "~/components/Layouts";
import type { Wording } from "~/components/Rewording";
import { usePath } from "~/lib/lang";
import { AuditTrail } from "./AuditTrail";
import { Refused, useOwnAct } from "./acting";
import { EditCase } from "./EditCase";
import { HideForm, RestoreForm } from "./Hiding";

/** On a case's own page: what a moderator may do with it, and its trail. */
export function ModerateCase({
  reference,
  visibility,
  textVersion,
  listed,
  now,
}: {
  reference: string;
  visibility: string;
  textVersion: string;
  listed: boolean;
  now: Wording;
}) {
  const { t } = useTranslation("moderation");
  const path = usePath();
  const doing = useOwnAct();
  return (
    <Section title={t("title")}>
      <Refused doing={doing} />
      <Row>
        {(visibility === "private" || visibility === "queued") && (
          <Button
            small
            busy={doing.busy}
            disabled={!listed}
            onClick={() => doing.act({ kind: "publish", reference, text_version: textVersion })}
          >
            {t("publish")}
          </Button>
        )}
      </Row>
      {!listed && <Muted small>{t("listFirst")}</Muted>}
      <Link to={path(`/cases/${reference}/desk/members`)}>{t("members")}</Link>
      <EditCase reference={reference} now={now} />
      {visibility === "hidden" ? (
        <RestoreForm reference={reference} doing={doing} />
      ) : (
        <HideForm reference={reference} doing={doing} />
      )}
      <AuditTrail reference={reference} />
    </Section>
  );
}
