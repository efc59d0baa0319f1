import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Badge } from "~/components/Bits";
import { Button } from "~/components/Button";
import { Card, Muted, Row, Section } from "~/components/Layouts";
import { FirstFailure, MoreButton } from "~/components/MoreButton";
import { Empty, Failure, Loading } from "~/components/States";
import { moment } from "~/lib/dates";
import { useLang, usePath } from "~/lib/lang";
import { problemWords } from "~/lib/problemWords";
import { type NotificationRead, useMarkNews, useNews, useUnread } from "./queries";

/** Everything one was told, newest first: read or not, each leading to where it can be seen. */
export function News() {
  const { t } = useTranslation(["account", "common"]);
  const path = usePath();
  const found = useNews();
  const mark = useMarkNews();
  const unread = useUnread().data?.unread ?? 0;
  const items = found.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Section
      title={t("account:news.title")}
      lead={t("account:news.lead")}
      aside={<Link to={path("/me/account")}>{t("account:news.settings")}</Link>}
    >
      {found.isPending && <Loading />}
      <FirstFailure found={found} />
      {mark.isError && <Failure message={problemWords(mark.error, t)} />}
      {found.isSuccess && items.length === 0 && (
        <Empty title={t("account:news.none")}>
          <p>{t("account:news.noneText")}</p>
        </Empty>
      )}
      {unread > 0 && (
        <div>
          <Button
            tone="quiet"
            small
            busy={mark.isPending}
            onClick={() => mark.mutate({ ids: null, read: true })}
          >
            {t("account:news.allRead")}
          </Button>
        </div>
      )}
      {items.map((one) => (
        <One key={one.id} one={one} mark={(read) => mark.mutate({ ids: [one.id], read })} />
      ))}
      <MoreButton found={found} label={t("account:news.more")} small />
    </Section>
  );
}

function One({ one, mark }: { one: NotificationRead; mark: (read: boolean) => void }) {
  const { t } = useTranslation("account");
  const lang = useLang();
  const path = usePath();
  const open = () => {
    if (!one.read) mark(true);
  };
  return (
    <Card as="article">
      <Row>
        {!one.read && <Badge tone="accent">{t("news.unread")}</Badge>}
        <Muted as="span" small>
          {t(`notify.topics.${one.topic as "letter"}`)} · {moment(one.at, lang)}
        </Muted>
      </Row>
      <h3>
        <Link to={path(one.to)} onClick={open}>
          {one.text}
        </Link>
      </h3>
      {one.case_title && <Muted small>{one.case_title}</Muted>}
      <div>
        <Button tone="plain" small onClick={() => mark(!one.read)}>
          {t(one.read ? "news.markUnread" : "news.markRead")}
          <span className="sr">{one.text}</span>
        </Button>
      </div>
    </Card>
  );
}
