import { useTranslation } from "react-i18next";
import { useLocation } from "react-router";
import { Button, ButtonLink } from "~/components/Button";
import { Row, Stack } from "~/components/Layouts";
import { Notice } from "~/components/Notice";
import { Failure, Loading } from "~/components/States";
import { usePath } from "~/lib/lang";
import { problemWords } from "~/lib/problemWords";
import { useConfirmFollow, useEndFollow, useFollowLink } from "./queries";

const SHORTEST = 20;

/** Where a message's link leads: confirm, go to the case, or stop. Opening it changes nothing by itself. */
export function FollowLink() {
  const { t } = useTranslation(["case", "common"]);
  const path = usePath();
  const token = useLocation().hash.slice(1);
  const found = useFollowLink(token.length < SHORTEST ? null : token);
  const confirm = useConfirmFollow(token);
  const end = useEndFollow();
  if (token.length < SHORTEST) return <Notice tone="warn">{t("common:linkCut")}</Notice>;
  if (end.isSuccess) return <Notice tone="good" live title={t("case:follow.ended")} />;
  if (found.isPending) return <Loading lines={3} />;
  if (found.isError) return <Failure message={problemWords(found.error, t)} retry={() => found.refetch()} />;
  const { confirmed, title, lang } = found.data;
  const reference = found.data.case;
  return (
    <Stack>
      {title ? <h2 lang={lang ?? undefined}>{title}</h2> : <Notice>{t("case:follow.gone")}</Notice>}
      {confirmed && <Notice tone="good" live={confirm.isSuccess} title={t("case:follow.following")} />}
      {confirm.isError && <Failure message={problemWords(confirm.error, t)} />}
      {end.isError && <Failure message={problemWords(end.error, t)} />}
      <Row>
        {!confirmed && (
          <Button busy={confirm.isPending} onClick={() => confirm.mutate()}>
            {t("case:follow.confirm")}
          </Button>
        )}
        {confirmed && reference && (
          <ButtonLink to={path(`/cases/${reference}`)}>{t("case:follow.open")}</ButtonLink>
        )}
        <Button tone="quiet" busy={end.isPending} onClick={() => end.mutate(token)}>
          {t(confirmed ? "case:follow.end" : "case:follow.no")}
        </Button>
      </Row>
    </Stack>
  );
}
