import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Badge, More } from "~/components/Bits";
import { Button, DownloadLink } from "~/components/Button";
import { Dialog } from "~/components/Dialog";
import { Card, Muted, Row } from "~/components/Layouts";
import { Failure } from "~/components/States";
import { moment } from "~/lib/dates";
import { useLang } from "~/lib/lang";
import { bytes } from "~/lib/numbers";
import { problemWords } from "~/lib/problemWords";
import { ChangeKept } from "./KeptByMe";
import { type EvidenceRead, useRemoveEvidence } from "./queries";

/** One own item: its receipt, who opened it and when, and the ways to change or delete it. */
export function EvidenceItem({
  item,
  closed,
  about,
}: {
  item: EvidenceRead;
  closed?: boolean;
  about?: ReactNode;
}) {
  const { t } = useTranslation(["account", "common"]);
  const lang = useLang();
  const name = item.filename ?? item.description ?? item.reference;
  return (
    <Card as="article">
      <Row between>
        <span>{name}</span>
        {item.checked && <Badge tone="good">{t("account:evidence.checked")}</Badge>}
        {item.kept_by_me && <Badge>{t("account:evidence.keptByMe")}</Badge>}
      </Row>
      {about}
      {item.description && item.description !== name && <Muted small>{item.description}</Muted>}
      <Muted small>
        {item.reference}
        {item.size ? ` · ${bytes(item.size, lang)}` : ""} ·{" "}
        {t(item.kept_by_me ? "account:evidence.listed" : "account:evidence.received", {
          at: moment(item.received_at, lang),
        })}
      </Muted>
      {item.ended && <Muted small>{t("account:evidence.ended")}</Muted>}
      <Opened item={item} />
      <Row>
        {item.derivative_type && (
          <DownloadLink href={`/api/me/evidence/${item.id}/derivative`} small newTab>
            {t("account:evidence.view")}
          </DownloadLink>
        )}
        {item.kept_by_me && !closed && <ChangeKept item={item} />}
        <Remove item={item} name={name} />
      </Row>
    </Card>
  );
}

function Opened({ item }: { item: EvidenceRead }) {
  const { t } = useTranslation("account");
  const lang = useLang();
  const title = item.accesses.length
    ? t("evidence.accessCount", { n: item.accesses.length })
    : t("evidence.accessTitle");
  return (
    <More summary={title}>
      {item.accesses.length === 0 && <Muted small>{t("evidence.accessNone")}</Muted>}
      {item.accesses.map((one) => (
        <Muted small key={one.at + one.what}>
          {moment(one.at, lang)} · {t(`evidence.roles.${one.role as "owner"}`)} ·{" "}
          {t(`evidence.what.${one.what as "original"}`)}
        </Muted>
      ))}
      {item.sha256 && (
        <Muted small>
          {t("evidence.hash")}: <code>{item.sha256}</code>
        </Muted>
      )}
    </More>
  );
}

function Remove({ item, name }: { item: EvidenceRead; name: string }) {
  const { t } = useTranslation(["account", "common"]);
  const [asking, setAsking] = useState(false);
  const remove = useRemoveEvidence();
  return (
    <>
      <Button tone="plain" small onClick={() => setAsking(true)}>
        {t("account:evidence.remove")}
        <span className="sr">{name}</span>
      </Button>
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t(item.kept_by_me ? "account:evidence.removeKept" : "account:evidence.removeAsk")}
        actions={
          <>
            <Button tone="danger" busy={remove.isPending} onClick={() => remove.mutate(item.id)}>
              {t("account:evidence.remove")}
            </Button>
            <Button tone="quiet" onClick={() => setAsking(false)}>
              {t("common:cancel")}
            </Button>
          </>
        }
      >
        <p>{t(item.kept_by_me ? "account:evidence.removeKeptText" : "account:evidence.removeText")}</p>
        {remove.isError && <Failure message={problemWords(remove.error, t)} />}
      </Dialog>
    </>
  );
}
