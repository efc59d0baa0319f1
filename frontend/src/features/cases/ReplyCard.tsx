import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Badge } from "~/components/Bits";
import { Card, Muted, Prose, Row } from "~/components/Layouts";
import { day } from "~/lib/dates";
import { useLang } from "~/lib/lang";
import type { ReplyRead } from "./queries";

/** One published answer of the company, under the case it belongs to where that is not plain. */
export function ReplyCard({ reply, above }: { reply: ReplyRead; above?: ReactNode }) {
  const { t } = useTranslation("case");
  const lang = useLang();
  return (
    <Card as="article">
      {above}
      <Row>
        <Badge tone="accent">{t(`reply.categories.${reply.category as "resolved"}`)}</Badge>
        <Muted as="span" small>
          <time dateTime={reply.on}>{day(reply.on, lang)}</time>
        </Muted>
      </Row>
      <Prose lang={reply.lang}>{reply.text}</Prose>
    </Card>
  );
}
