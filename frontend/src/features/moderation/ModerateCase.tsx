import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Button } from "~/components/Button";
import { Muted, Row, Section } from "~/components/Layouts";
import { Failure } from "~/components/States";
import { usePath } from "~/lib/lang";
import { problemWords } from "~/lib/problemWords";
import { AuditTrail } from "./AuditTrail";
import { HideForm } from "./ModerationDesk";
import { useAct } from "./queries";

/** On a case's own page: what a moderator may do with it, and its trail. */
export function ModerateCase({
  reference,
  visibility,
  textVersion,
  listed,
}: {
  reference: string;
  visibility: string;
  textVersion: string;
  listed: boolean;
}) {
  const { t } = useTranslation("moderation");
  const path = usePath();
  const act = useAct();
  return (
    <Section title={t("title")}>
      {act.isError && <Failure message={problemWords(act.error, t)} />}
      <Row>
        {visibility === "hidden" && (
          <Button small onClick={() => act.mutate({ kind: "restore", reference })}>
            {t("restore")}
          </Button>
        )}
        {(visibility === "private" || visibility === "queued") && (
          <Button
            small
            disabled={!listed}
            onClick={() => act.mutate({ kind: "publish", reference, text_version: textVersion })}
          >
            {t("publish")}
          </Button>
        )}
      </Row>
      {!listed && <Muted small>{t("listFirst")}</Muted>}
      <Link to={path(`/cases/${reference}/desk/members`)}>{t("members")}</Link>
      {visibility !== "hidden" && <HideForm reference={reference} act={act.mutate} />}
      <AuditTrail reference={reference} />
    </Section>
  );
}
