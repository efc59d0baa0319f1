import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Badge, More, Progress } from "~/components/Bits";
import { Button, DownloadLink } from "~/components/Button";
import { Dialog } from "~/components/Dialog";
import { FileDrop } from "~/components/FileDrop";
import { Card, Muted, Row, Section, Stack } from "~/components/Layouts";
import { Notice } from "~/components/Notice";
import { Failure, Loading } from "~/components/States";
import { moment } from "~/lib/dates";
import { ACCEPT, refusalOf } from "~/lib/evidenceFiles";
import { newKey } from "~/lib/ids";
import { useLang } from "~/lib/lang";
import { bytes } from "~/lib/numbers";
import { problemWords } from "~/lib/problemWords";
import { type EvidenceRead, useOwnEvidence, useRemoveEvidence, useUpload } from "./queries";

/** One's own files behind a report: add more, see the receipt and who opened them, remove. */
export function OwnEvidence({ reportId, closed }: { reportId: string; closed?: boolean }) {
  const { t } = useTranslation(["account", "common"]);
  const found = useOwnEvidence(reportId);
  return (
    <Section title={t("account:evidence.title")}>
      {!closed && <AddFiles reportId={reportId} already={found.data?.length ?? 0} />}
      {found.isPending && <Loading lines={3} />}
      {found.isError && <Failure message={problemWords(found.error, t)} retry={() => found.refetch()} />}
      {found.data?.length === 0 && <Muted>{t("account:evidence.none")}</Muted>}
      {found.data?.map((item) => (
        <Item key={item.id} item={item} />
      ))}
    </Section>
  );
}

function AddFiles({ reportId, already }: { reportId: string; already: number }) {
  const { t } = useTranslation("account");
  const upload = useUpload(reportId);
  const [now, setNow] = useState<{ name: string; share: number } | null>(null);
  const [refused, setRefused] = useState<string[]>([]);
  const add = async (files: File[]) => {
    const notes: string[] = [];
    for (const [at, file] of files.entries()) {
      const why = refusalOf(file, already + at);
      if (why) {
        notes.push(t(`evidence.${why}`, { name: file.name }));
        continue;
      }
      setNow({ name: file.name, share: 0 });
      const onProgress = (share: number) => setNow({ name: file.name, share });
      await upload
        .mutateAsync({ file, key: newKey(), onProgress })
        .catch((error) => notes.push(`${file.name}: ${problemWords(error, t)}`));
    }
    setNow(null);
    setRefused(notes);
  };
  return (
    <Stack>
      <FileDrop label={t("evidence.add")} hint={t("evidence.limits")} accept={ACCEPT} onFiles={add} />
      {now && (
        <Stack tight>
          <Muted small>
            {now.name} {t("evidence.uploading", { percent: Math.round(now.share * 100) })}
          </Muted>
          <Progress value={now.share} label={now.name} />
        </Stack>
      )}
      {refused.length > 0 && (
        <Notice tone="danger" live>
          {refused.map((note) => (
            <p key={note}>{note}</p>
          ))}
        </Notice>
      )}
    </Stack>
  );
}

function Item({ item }: { item: EvidenceRead }) {
  const { t } = useTranslation(["account", "common"]);
  const lang = useLang();
  const [asking, setAsking] = useState(false);
  const remove = useRemoveEvidence(item.report_id);
  return (
    <Card as="article">
      <Row between>
        <span>{item.filename ?? item.description ?? item.reference}</span>
        {item.checked && <Badge tone="good">{t("account:evidence.checked")}</Badge>}
        {item.kept_by_me && <Badge>{t("account:evidence.keptByMe")}</Badge>}
      </Row>
      <Muted small>
        {item.reference}
        {item.size ? ` · ${bytes(item.size, lang)}` : ""} ·{" "}
        {t("account:evidence.received", { at: moment(item.received_at, lang) })}
      </Muted>
      <More summary={t("account:evidence.accessTitle")}>
        {item.accesses.length === 0 && <Muted small>{t("account:evidence.accessNone")}</Muted>}
        {item.accesses.map((one) => (
          <Muted small key={one.at + one.what}>
            {moment(one.at, lang)} · {t(`account:evidence.roles.${one.role as "owner"}`)} ·{" "}
            {t(`account:evidence.what.${one.what as "original"}`)}
          </Muted>
        ))}
        {item.sha256 && (
          <Muted small>
            {t("account:evidence.hash")}: <code>{item.sha256}</code>
          </Muted>
        )}
      </More>
      <Row>
        {item.derivative_type && (
          <DownloadLink href={`/api/me/evidence/${item.id}/derivative`} small newTab>
            {t("account:evidence.view")}
          </DownloadLink>
        )}
        <Button tone="plain" small onClick={() => setAsking(true)}>
          {t("account:evidence.remove")}
        </Button>
      </Row>
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t("account:evidence.removeAsk")}
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
        <p>{t("account:evidence.removeText")}</p>
        {remove.isError && <Failure message={problemWords(remove.error, t)} />}
      </Dialog>
    </Card>
  );
}
