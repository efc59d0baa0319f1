import { useTranslation } from "react-i18next";
import { Badge, More, Timeline } from "~/components/Bits";
import { Button, DownloadLink } from "~/components/Button";
import { Grid, Muted, Row, Stack } from "~/components/Layouts";
import { Failure, Loading } from "~/components/States";
import { moment } from "~/lib/dates";
import { useLang } from "~/lib/lang";
import { problemWords } from "~/lib/problemWords";
import { type MatchRead, type PairRead, type Place, usePair, useUndoBulk } from "./queries";

/** The files behind both reports, and everything that was ever decided about the pair. */
export function PairHistory({ reference, match }: Place & { match: MatchRead }) {
  const { t } = useTranslation(["review", "common"]);
  const found = usePair({ reference }, match.id);
  if (found.isPending) return <Loading lines={2} />;
  if (found.isError) return <Failure message={problemWords(found.error, t)} retry={() => found.refetch()} />;
  return (
    <>
      <Files pair={found.data} reference={match.case_reference} />
      <History pair={found.data} reference={reference} />
    </>
  );
}

function Files({ pair, reference }: { pair: PairRead; reference: string | null }) {
  const { t } = useTranslation("review");
  const { a, b } = pair.match;
  if (a.evidence_files + b.evidence_files === 0) return null;
  return (
    <Stack tight>
      <h3>{t("files.title")}</h3>
      {pair.same_files > 0 && <Badge tone="danger">{t("files.same", { n: pair.same_files })}</Badge>}
      <Grid halves>
        <FileList files={pair.evidence_a} count={a.evidence_files} name={t("sideA")} reference={reference} />
        <FileList files={pair.evidence_b} count={b.evidence_files} name={t("sideB")} reference={reference} />
      </Grid>
    </Stack>
  );
}

function FileList({
  files,
  count,
  name,
  reference,
}: {
  files: PairRead["evidence_a"];
  count: number;
  name: string;
  reference: string | null;
}) {
  const { t } = useTranslation("review");
  const lang = useLang();
  return (
    <section aria-label={name}>
      {files.length === 0 && <Muted small>{t("files.notShared", { n: count })}</Muted>}
      <Stack as="ul" tight>
        {files.map((file) => (
          <li key={file.id}>
            <Row>
              <span>
                {file.reference} · {moment(file.received_at, lang)}
              </span>
              {file.same_as && <Badge tone="danger">{t("files.sameAs")}</Badge>}
              {reference && file.derivative_type && (
                <DownloadLink href={`/api/cases/${reference}/evidence/${file.id}/derivative`} small newTab>
                  {t("files.view")}
                </DownloadLink>
              )}
            </Row>
          </li>
        ))}
      </Stack>
    </section>
  );
}

function History({ pair, reference }: Place & { pair: PairRead }) {
  const { t } = useTranslation(["review", "common"]);
  const lang = useLang();
  const undo = useUndoBulk(reference ?? pair.match.case_reference ?? "", { reference });
  const bulk = pair.history[pair.history.length - 1]?.bulk_id;
  const found = {
    id: "found",
    when: moment(pair.match.found_at, lang),
    title: t("review:history.found", { version: pair.match.matcher_version }),
  };
  const acts = pair.history.map((one, at) => ({
    id: String(at),
    when: moment(one.at, lang),
    title: t(`review:history.${one.act as "confirm"}`, {
      who: one.mine ? t("review:roles.me") : t(`review:roles.${one.role as "organizer"}`),
    }),
    note: (
      <Muted small>
        {t("review:history.version", { version: one.matcher_version, n: Math.round(100 * one.score) })}
      </Muted>
    ),
  }));
  return (
    <More summary={t("review:history.title")}>
      <Timeline items={[found, ...acts]} />
      {bulk && pair.bulk_size > 0 && (
        <div>
          <Button tone="quiet" small busy={undo.isPending} onClick={() => undo.mutate(bulk)}>
            {t("review:history.undoBulk", { n: pair.bulk_size })}
          </Button>
        </div>
      )}
      {undo.isError && <Failure message={problemWords(undo.error, t)} />}
    </More>
  );
}
