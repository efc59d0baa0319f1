import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { Badge } from "~/components/Bits";
import { Button, DownloadLink } from "~/components/Button";
import { Check, Checks } from "~/components/Choice";
import { Card, Muted, Row, Stack } from "~/components/Layouts";
import { Empty, Failure, Loading } from "~/components/States";
import { moment } from "~/lib/dates";
import { useLang } from "~/lib/lang";
import { problemWords } from "~/lib/problemWords";
import { type ReviewRead, useCaseEvidence, useCheckEvidence } from "./queries";

const POINTS = [
  "readable",
  "names_respondent",
  "shows_date",
  "shows_amount_or_order",
  "matches_report",
] as const;

/** What members share with this organizer, one item after another; every opening is seen by its owner. */
export function EvidenceReview({ reference }: { reference: string }) {
  const { t } = useTranslation("desk");
  const [query, setQuery] = useSearchParams();
  const unchecked = query.has("unchecked");
  return (
    <Stack>
      <Muted>{t("evidence.lead")}</Muted>
      <Check
        label={t("evidence.onlyUnchecked")}
        checked={unchecked}
        onChange={(only) => setQuery(only ? { unchecked: "1" } : {}, { replace: true })}
      />
      <ReviewPages key={String(unchecked)} reference={reference} unchecked={unchecked} />
    </Stack>
  );
}

function ReviewPages({ reference, unchecked }: { reference: string; unchecked: boolean }) {
  const { t } = useTranslation("desk");
  const [trail, setTrail] = useState<(string | null)[]>([null]);
  const found = useCaseEvidence(reference, unchecked, trail[trail.length - 1] ?? null);
  if (found.isPending) return <Loading lines={6} />;
  if (found.isError) return <Failure message={problemWords(found.error, t)} retry={() => found.refetch()} />;
  const next = found.data.next_cursor;
  return (
    <Stack>
      {found.data.items.length === 0 && (
        <Empty title={t(unchecked ? "evidence.allChecked" : "evidence.none")}>
          <p>{t(unchecked ? "evidence.allCheckedText" : "evidence.noneText")}</p>
        </Empty>
      )}
      {found.data.items.map((item) => (
        <ReviewItem key={item.id} reference={reference} item={item} />
      ))}
      <Row>
        <Button tone="quiet" small disabled={trail.length < 2} onClick={() => setTrail(trail.slice(0, -1))}>
          {t("members.previous")}
        </Button>
        <Button tone="quiet" small disabled={!next} onClick={() => next && setTrail([...trail, next])}>
          {t("members.next")}
        </Button>
      </Row>
    </Stack>
  );
}

function ReviewItem({ reference, item }: { reference: string; item: ReviewRead }) {
  const { t } = useTranslation("desk");
  const lang = useLang();
  const check = useCheckEvidence(reference);
  const mine = item.checks.find((one) => one.mine);
  const [points, setPoints] = useState<string[]>(POINTS.filter((point) => mine?.[point]));
  const decide = (accepted: boolean) => {
    const has = (point: (typeof POINTS)[number]) => points.includes(point);
    check.mutate({
      evidence_id: item.id,
      body: {
        readable: has("readable"),
        names_respondent: has("names_respondent"),
        shows_date: has("shows_date"),
        shows_amount_or_order: has("shows_amount_or_order"),
        matches_report: has("matches_report"),
        accepted,
      },
    });
  };
  return (
    <Card as="article">
      <Row between>
        <strong>
          {item.pseudonym} · {item.report_reference}
        </strong>
        {mine && (
          <Badge tone={mine.accepted ? "good" : "warn"}>
            {t(mine.accepted ? "evidence.yes" : "evidence.no")}
          </Badge>
        )}
      </Row>
      <Muted small>
        {item.reference} · {moment(item.received_at, lang)}
      </Muted>
      {item.same_file_accounts > 0 && (
        <Badge tone="danger">{t("evidence.sameFile", { n: item.same_file_accounts })}</Badge>
      )}
      {item.checks
        .filter((one) => !one.mine)
        .map((one) => (
          <Muted key={`${one.reviewer_role} ${one.at}`} small>
            {t("evidence.other", {
              role: t(`evidence.roles.${one.reviewer_role as "organizer"}`),
              what: t(one.accepted ? "evidence.yes" : "evidence.no"),
              at: moment(one.at, lang),
            })}
          </Muted>
        ))}
      {item.kept_by_me && <Muted>{item.description}</Muted>}
      {item.derivative_type && (
        <div>
          <DownloadLink href={`/api/cases/${reference}/evidence/${item.id}/derivative`} small newTab>
            {t("evidence.view")}
          </DownloadLink>
        </div>
      )}
      <Checks
        legend={t("evidence.points")}
        options={POINTS.map((value) => ({ value, label: t(`evidence.${value}`) }))}
        values={points}
        onChange={setPoints}
      />
      {check.isError && <Failure message={problemWords(check.error, t)} />}
      <Row>
        <Button
          small
          busy={check.isPending}
          disabled={points.length < POINTS.length}
          onClick={() => decide(true)}
        >
          {t("evidence.accept")}
        </Button>
        <Button small tone="quiet" busy={check.isPending} onClick={() => decide(false)}>
          {t("evidence.refuse")}
        </Button>
      </Row>
    </Card>
  );
}
