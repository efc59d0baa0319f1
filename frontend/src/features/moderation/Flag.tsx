import { useTranslation } from "react-i18next";
import { Badge } from "~/components/Bits";
import { Button } from "~/components/Button";
import { Card, Muted, Prose, Row } from "~/components/Layouts";
import { AuditTrail } from "./AuditTrail";
import { Refused, useOwnAct } from "./acting";
import { CaseLink } from "./Decided";
import { EditCase } from "./EditCase";
import { HideWith } from "./Hiding";
import type { Desk } from "./queries";

/** A page that somebody reported: kept, edited and then closed as such, or hidden. */
export function Flag({ one }: { one: Desk["flags"][number] }) {
  const { t } = useTranslation("moderation");
  const doing = useOwnAct();
  const resolve = (resolution: string, reason_code?: string) =>
    doing.act({ kind: "flag", flag_id: one.id, resolution, reason_code });
  return (
    <Card as="article">
      <CaseLink reference={one.case_reference} title={one.case_title} />
      <Badge tone="warn">{t(`reasons.${one.reason_code as "other"}`)}</Badge>
      {one.text && <Prose>{one.text}</Prose>}
      <Refused doing={doing} />
      <Row>
        <Button tone="quiet" small busy={doing.busy} onClick={() => resolve("kept")}>
          {t("flag.kept")}
        </Button>
        {one.edited && (
          <Button tone="quiet" small busy={doing.busy} onClick={() => resolve("edited")}>
            {t("flag.edited")}
          </Button>
        )}
      </Row>
      {!one.edited && <Muted small>{t("flag.editFirst")}</Muted>}
      <EditCase reference={one.case_reference} now={{ title: one.case_title, summary: one.case_summary }} />
      <HideWith
        title={t("flag.hide")}
        first={one.reason_code}
        busy={doing.busy}
        hide={(reason_code) => resolve("hidden", reason_code)}
      />
      <AuditTrail reference={one.case_reference} />
    </Card>
  );
}
