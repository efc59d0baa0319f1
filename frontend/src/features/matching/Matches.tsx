import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Badge, Facts } from "~/components/Bits";
import { Button } from "~/components/Button";
import { SelectField } from "~/components/Field";
import { Card, Grid, Muted, Prose, Row, Stack } from "~/components/Layouts";
import { Empty, Failure, Loading } from "~/components/States";
import { day, dayOf } from "~/lib/dates";
import { useLang } from "~/lib/lang";
import { money } from "~/lib/money";
import { problemWords } from "~/lib/problemWords";
import { type Decision, type MatchRead, type MatchState, useDecideMatch, useMatches } from "./queries";

const STATES = ["proposed", "confirmed", "dismissed", "undone"] as const;

/** Pairs of reports that may tell the same, each with its reasons; a human decides, and may undo. */
export function Matches({ reference }: { reference: string }) {
  const { t } = useTranslation(["desk", "common"]);
  const [state, setState] = useState<MatchState>("proposed");
  const found = useMatches(reference, state);
  const matches = found.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Stack>
      <Muted>{t("desk:matches.lead")}</Muted>
      <SelectField
        label={t("desk:matches.show")}
        value={state}
        onChange={(value) => setState(value as MatchState)}
        options={STATES.map((value) => ({ value, label: t(`desk:matches.states.${value}`) }))}
      />
      {found.isPending && <Loading />}
      {found.isError && <Failure message={problemWords(found.error, t)} retry={() => found.refetch()} />}
      {found.isSuccess && matches.length === 0 && <Empty title={t("desk:matches.none")} />}
      {matches.map((match) => (
        <MatchCard key={match.id} reference={reference} match={match} />
      ))}
      {found.hasNextPage && (
        <div>
          <Button tone="quiet" busy={found.isFetchingNextPage} onClick={() => found.fetchNextPage()}>
            {t("common:showMore")}
          </Button>
        </div>
      )}
    </Stack>
  );
}

function MatchCard({ reference, match }: { reference: string; match: MatchRead }) {
  const { t } = useTranslation("desk");
  const lang = useLang();
  const decide = useDecideMatch(reference);
  const act = (decision: Decision) => decide.mutate({ match_id: match.id, decision });
  return (
    <Card as="article">
      <Row between>
        <Badge tone={match.same_person ? "accent" : "warn"}>
          {t(match.same_person ? "matches.samePerson" : "matches.twoPeople")}
        </Badge>
        <Muted as="span" small>
          {t("matches.foundAt", { date: dayOf(match.found_at, lang) })}
        </Muted>
      </Row>
      <Stack as="ul" tight>
        {match.reasons.map((reason) => (
          <li key={reason.code}>{reason.text}</li>
        ))}
      </Stack>
      <Grid halves>
        <Side side={match.a} />
        <Side side={match.b} />
      </Grid>
      {decide.isError && <Failure message={problemWords(decide.error, t)} />}
      {match.state === "proposed" ? (
        <Row>
          <Button small busy={decide.isPending} onClick={() => act("confirm")}>
            {t("matches.confirm")}
          </Button>
          <Button small tone="quiet" busy={decide.isPending} onClick={() => act("dismiss")}>
            {t("matches.dismiss")}
          </Button>
        </Row>
      ) : (
        match.state !== "undone" && (
          <Row>
            <Button small tone="quiet" busy={decide.isPending} onClick={() => act("undo")}>
              {t("matches.undo")}
            </Button>
          </Row>
        )
      )}
    </Card>
  );
}

function Side({ side }: { side: MatchRead["a"] }) {
  const { t } = useTranslation("desk");
  const lang = useLang();
  return (
    <div>
      <strong>{side.pseudonym ?? t("matches.named")}</strong>
      <Facts
        items={[
          { name: t("members.report"), value: side.report_reference },
          { name: t("members.when"), value: day(side.happened_on, lang) },
          { name: t("members.amount"), value: money(side.amount_minor, side.currency, lang) },
        ]}
      />
      {side.narrative ? <Prose>{side.narrative}</Prose> : <Muted small>{t("matches.wordsNotShared")}</Muted>}
    </div>
  );
}
