import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Badge } from "~/components/Bits";
import { Button } from "~/components/Button";
import { Card, Muted, Prose, Row } from "~/components/Layouts";
import { moment } from "~/lib/dates";
import { useLang, usePath } from "~/lib/lang";
import { HouseTrail } from "./AuditTrail";
import { Refused, useOwnAct } from "./acting";
import type { Desk } from "./queries";

/** A contact that a reader says is wrong: right after all, or to be corrected in the reference data. */
export function WrongContact({ one }: { one: Desk["contacts"][number] }) {
  const { t } = useTranslation(["moderation", "reference"]);
  const lang = useLang();
  const path = usePath();
  const doing = useOwnAct();
  return (
    <Card as="article">
      <p>
        <strong>{one.contact}</strong>
      </p>
      <Badge tone="warn">{t(`reference:channels.wrong.reasons.${one.reason_code as "other"}`)}</Badge>
      {one.text && <Prose>{one.text}</Prose>}
      <Muted small>
        <Link to={path(`/channels/${one.channel_id}`)}>
          {t("moderation:wrongContact.channel", { channel: one.channel_id })}
        </Link>{" "}
        · {moment(one.at, lang)}
      </Muted>
      <Refused doing={doing} />
      <Row>
        {(["right", "to_correct"] as const).map((resolution) => (
          <Button
            key={resolution}
            tone="quiet"
            small
            busy={doing.busy}
            onClick={() => doing.act({ kind: "contact", flag_id: one.id, resolution })}
          >
            {t(`moderation:wrongContact.${resolution}`)}
          </Button>
        ))}
      </Row>
      <HouseTrail about={one.id} />
    </Card>
  );
}
