import { useTranslation } from "react-i18next";
import { Badge } from "~/components/Bits";
import { Card, Muted, Prose, Row, Section } from "~/components/Layouts";
import { Failure, Loading } from "~/components/States";
import { day } from "~/lib/dates";
import { useLang } from "~/lib/lang";
import { problemWords } from "~/lib/problemWords";
import { useReplies } from "./queries";

/** The company's own words, with the same weight as the case's. */
export function CaseReplies({ reference }: { reference: string }) {
  const { t } = useTranslation(["case", "common"]);
  const lang = useLang();
  const found = useReplies(reference);
  return (
    <Section title={t("case:reply.title")}>
      {found.isPending && <Loading lines={2} />}
      {found.isError && <Failure message={problemWords(found.error, t)} retry={() => found.refetch()} />}
      {found.data?.length === 0 && <Muted>{t("case:reply.none")}</Muted>}
      {found.data?.map((reply) => (
        <Card key={reply.on + reply.category} as="article">
          <Row>
            <Badge tone="accent">{t(`case:reply.categories.${reply.category as "resolved"}`)}</Badge>
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
