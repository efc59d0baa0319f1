import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Badge, Facts, Progress } from "~/components/Bits";
import { Button, DownloadLink } from "~/components/Button";
import { CopyField } from "~/components/CopyField";
import { FileDrop } from "~/components/FileDrop";
import { Card, Muted, Row, Section, Stack } from "~/components/Layouts";
import { Notice } from "~/components/Notice";
import { Failure, Loading } from "~/components/States";
import { moment } from "~/lib/dates";
import { useLang } from "~/lib/lang";
import { number } from "~/lib/numbers";
import { problemWords } from "~/lib/problemWords";
import {
  type ImportPreview,
  type ImportRead,
  useClaimLink,
  useClaims,
  useDecideClaim,
  useImports,
  useUploadSheet,
} from "./queries";
import { SheetPreview } from "./SheetPreview";

/** A group's sheet comes in: read, shown, run, followed; its people are named until they claim their rows. */
export function Imports({ reference }: { reference: string }) {
  const { t } = useTranslation("desk");
  const [preview, setPreview] = useState<ImportPreview | null>(null);
  const upload = useUploadSheet(reference);
  const found = useImports(reference);
  const take = (files: File[]) => files[0] && upload.mutate(files[0], { onSuccess: setPreview });
  return (
    <Stack>
      <Muted>{t("imports.lead")}</Muted>
      {preview ? (
        <SheetPreview
          key={preview.reference}
          reference={reference}
          preview={preview}
          onChange={setPreview}
          onDone={() => setPreview(null)}
        />
      ) : (
        <>
          <FileDrop
            label={t(upload.isPending ? "imports.reading" : "imports.choose")}
            hint={t("imports.kinds")}
            accept=".csv,.xlsx,.jsonl,.tsv,text/csv"
            multiple={false}
            onFiles={take}
          />
          {upload.isError && <Failure message={problemWords(upload.error, t)} />}
        </>
      )}
      <Section title={t("imports.earlier")}>
        {found.isPending && <Loading />}
        {found.isError && <Failure message={problemWords(found.error, t)} retry={() => found.refetch()} />}
        {found.data?.items.length === 0 && <Muted>{t("imports.none")}</Muted>}
        {found.data?.items.map((batch) => (
          <BatchCard key={batch.reference} reference={reference} batch={batch} />
        ))}
      </Section>
    </Stack>
  );
}

const NUMBERS = [
  "read",
  "added",
  "repeated",
  "rejected",
  "changed",
  "unchanged",
  "gone",
  "doubtful",
] as const;

function BatchCard({ reference, batch }: { reference: string; batch: ImportRead }) {
  const { t } = useTranslation("desk");
  const lang = useLang();
  const running = batch.state === "running" || batch.state === "queued";
  return (
    <Card as="article">
      <Row between>
        <strong>{batch.file_name}</strong>
        <Badge tone={batch.state === "failed" ? "danger" : batch.state === "done" ? "good" : "accent"}>
          {t(`imports.states.${batch.state as "done"}`)}
        </Badge>
      </Row>
      <Muted small>{moment(batch.created_at, lang)}</Muted>
      {running && (
        <>
          <Progress value={batch.rows ? batch.done / batch.rows : 0} label={batch.file_name} />
          <Muted small>
            {t("imports.progress", { done: number(batch.done, lang), rows: number(batch.rows, lang) })}
          </Muted>
        </>
      )}
      {batch.numbers && (
        <Facts
          items={NUMBERS.map((name) => ({
            name: t(`imports.numbers.${name}`),
            value: number(batch.numbers?.[name] ?? 0, lang),
          }))}
        />
      )}
      <Row>
        {batch.has_rejects && (
          <DownloadLink href={`/api/cases/${reference}/imports/${batch.reference}/rejects`} small>
            {t("imports.rejects")}
          </DownloadLink>
        )}
      </Row>
      {batch.state === "done" && <ClaimLink reference={reference} batch={batch.reference} />}
      {batch.has_link && <Claims reference={reference} batch={batch.reference} />}
    </Card>
  );
}

function ClaimLink({ reference, batch }: { reference: string; batch: string }) {
  const { t } = useTranslation("desk");
  const link = useClaimLink(reference, batch);
  if (link.data) {
    return (
      <Notice tone="good" live>
        <CopyField label={t("imports.linkOnce")} value={link.data.url} />
      </Notice>
    );
  }
  return (
    <>
      <Muted small>{t("imports.linkLead")}</Muted>
      {link.isError && <Failure message={problemWords(link.error, t)} />}
      <div>
        <Button tone="quiet" small busy={link.isPending} onClick={() => link.mutate()}>
          {t("imports.link")}
        </Button>
      </div>
    </>
  );
}

function Claims({ reference, batch }: { reference: string; batch: string }) {
  const { t } = useTranslation("desk");
  const found = useClaims(reference, batch);
  const decide = useDecideClaim(reference, batch);
  if (!found.data || found.data.length === 0) return null;
  return (
    <Section title={t("claims.title")}>
      {decide.isError && <Failure message={problemWords(decide.error, t)} />}
      {found.data.map((claim) => (
        <Card key={claim.id}>
          <Facts
            items={[
              {
                name: t("claims.says"),
                value: [claim.name, claim.amount, claim.happened, claim.order].join(" · "),
              },
              {
                name: t("claims.row"),
                value: claim.proposed?.name ?? claim.proposed?.nickname ?? t("claims.noRow"),
              },
            ]}
          />
          <Row>
            <Button
              small
              disabled={!claim.proposed}
              busy={decide.isPending}
              onClick={() => decide.mutate({ claim_id: claim.id, confirmed: true })}
            >
              {t("claims.yes")}
            </Button>
            <Button
              small
              tone="quiet"
              busy={decide.isPending}
              onClick={() => decide.mutate({ claim_id: claim.id, confirmed: false })}
            >
              {t("claims.no")}
            </Button>
          </Row>
        </Card>
      ))}
    </Section>
  );
}
