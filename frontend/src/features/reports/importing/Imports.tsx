import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Badge, Facts, Progress } from "~/components/Bits";
import { Button, DownloadLink } from "~/components/Button";
import { FileDrop } from "~/components/FileDrop";
import { Card, Muted, Row, Section, Stack } from "~/components/Layouts";
import { FirstFailure, MoreButton } from "~/components/MoreButton";
import { Failure, Loading } from "~/components/States";
import { moment } from "~/lib/dates";
import { useLang } from "~/lib/lang";
import { number } from "~/lib/numbers";
import { problemWords } from "~/lib/problemWords";
import { ClaimLink } from "./ClaimLink";
import { Claims } from "./Claims";
import { ErasePeople } from "./NamedPeople";
import { type ImportPreview, type ImportRead, useImports, useReadAs, useUploadSheet } from "./queries";
import { SheetPreview } from "./SheetPreview";

/** A group's sheet comes in: read, shown, run, followed; its people are named until they claim their rows. */
export function Imports({ reference }: { reference: string }) {
  const { t } = useTranslation("desk");
  const [preview, setPreview] = useState<ImportPreview | null>(null);
  const upload = useUploadSheet(reference);
  const found = useImports(reference);
  const items = found.data?.pages.flatMap((page) => page.items) ?? [];
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
        <FirstFailure found={found} />
        {found.isSuccess && items.length === 0 && <Muted>{t("imports.none")}</Muted>}
        {items.map((batch) => (
          <BatchCard
            key={batch.reference}
            reference={reference}
            batch={batch}
            onReopen={preview?.reference === batch.reference ? undefined : setPreview}
          />
        ))}
        <MoreButton found={found} small />
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

interface BatchProps {
  reference: string;
  batch: ImportRead;
  onReopen?: (preview: ImportPreview) => void;
}

function BatchCard({ reference, batch, onReopen }: BatchProps) {
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
      {batch.state === "preview" && !batch.has_file && <Muted>{t("imports.fileGone")}</Muted>}
      {batch.state === "preview" && batch.has_file && onReopen && (
        <Reopen reference={reference} batch={batch.reference} onReopen={onReopen} />
      )}
      {batch.state === "done" && <ClaimLink reference={reference} batch={batch} />}
      {batch.has_link && <Claims reference={reference} batch={batch.reference} />}
      {batch.state === "done" && <ErasePeople reference={reference} batch={batch.reference} />}
    </Card>
  );
}

/** A sheet that was read and left is kept two days; what was stated about its columns is asked anew. */
function Reopen({
  reference,
  batch,
  onReopen,
}: Required<Pick<BatchProps, "reference" | "onReopen">> & { batch: string }) {
  const { t } = useTranslation("desk");
  const read = useReadAs(reference, batch);
  return (
    <>
      {read.isError && <Failure message={problemWords(read.error, t)} />}
      <div>
        <Button
          tone="quiet"
          small
          busy={read.isPending}
          onClick={() => read.mutate({ map: {}, tab: null, currency: null }, { onSuccess: onReopen })}
        >
          {t("imports.goOn")}
        </Button>
      </div>
    </>
  );
}
