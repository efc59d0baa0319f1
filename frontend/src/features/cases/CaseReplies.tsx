import { useTranslation } from "react-i18next";
import { Badge } from "~/components/Bits";
import { Card, Muted, Prose, Row, Section } from "~/components/Layouts";
import { day } from "~/lib/dates";
import { useLang } from "~/lib/lang";
import { useReplies } from "./queries";

/** The company's own words, with the same weight as the case's. */
export function CaseReplies({ reference }: { reference: string }) {
  const { t } = useTranslation("case");
  const lang = useLang();
  const found = useReplies(reference);
  if (!found.data) return null;
  return (
    <Section title={t("reply.title")}>
      {found.data.length === 0 && <Muted>{t("reply.none")}</Muted>}
      {found.data.map((reply) => (
        <Card key={reply.on + reply.category} as="article">
          <Row>
            <Badge tone="accent">{t(`reply.categories.${reply.category as "resolved"}`)}</Badge>
            <Muted as="span" small>
              <time dateTime={reply.on}>{day(reply.on, lang)}</time>
            </Muted>
          </Row>
          <Prose lang={reply.lang}>{reply.text}</Prose>
        </Card>
      ))}
    </Section>
  );
}
