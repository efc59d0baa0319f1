import { useTranslation } from "react-i18next";
import { Badge } from "~/components/Bits";
import { Button } from "~/components/Button";
import { Card, Muted, Page, Row } from "~/components/Layouts";
import { Empty, Failure, Loading } from "~/components/States";
import { moment } from "~/lib/dates";
import { useLang } from "~/lib/lang";
import { problemWords } from "~/lib/problemWords";
import { useOutbox } from "./queries";

const ADDRESS = /(https?:\/\/\S+)/g;

/** What would have been mailed or texted: only on this machine, for trying the product. */
export function Outbox() {
  const { t } = useTranslation(["reference", "common"]);
  const lang = useLang();
  const found = useOutbox();
  return (
    <Page title={t("reference:outbox.title")} lead={t("reference:outbox.lead")} narrow>
      <div>
        <Button tone="quiet" small busy={found.isFetching} onClick={() => found.refetch()}>
          {t("reference:outbox.again")}
        </Button>
      </div>
      {found.isPending && <Loading />}
      {found.isError && <Failure message={problemWords(found.error, t)} retry={() => found.refetch()} />}
      {found.data?.length === 0 && <Empty title={t("reference:outbox.none")} />}
      {found.data?.map((message) => (
        <Card key={message.id} as="article">
          <Row between>
            <strong>{message.to}</strong>
            <Badge>{message.kind}</Badge>
          </Row>
          <Muted small>{moment(message.created_at, lang)}</Muted>
          {message.subject && <h2>{message.subject}</h2>}
          <Body text={message.body} />
        </Card>
      ))}
    </Page>
  );
}

function Body({ text }: { text: string }) {
  return (
    <div>
      {text.split("\n").map((line, at) => (
        <p key={at}>
          {line.split(ADDRESS).map((part, piece) =>
            part.startsWith("http") ? (
              <a key={piece} href={part}>
                {part}
              </a>
            ) : (
              part
            ),
          )}
        </p>
      ))}
    </div>
  );
}
