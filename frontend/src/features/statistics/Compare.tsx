import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { Figure } from "~/components/Bits";
import { Choice } from "~/components/Choice";
import { SelectField } from "~/components/Field";
import { Card, Grid, Muted, Stack } from "~/components/Layouts";
import { MoreButton } from "~/components/MoreButton";
import { Failure, Loading } from "~/components/States";
import { day } from "~/lib/dates";
import { useLang } from "~/lib/lang";
import { problemWords } from "~/lib/problemWords";
import { released } from "~/lib/released";
import { Breakdown } from "./Breakdown";
import { Caveat } from "./Caveat";
import { CheckedFigure } from "./CheckedFigure";
import { useCaseNumbers, useCasesByName, useCasesNumbers, useCompanies, useTotals } from "./queries";
import { Trend } from "./Trend";
import { TrendTable } from "./TrendTable";

const SIDES = ["a", "b"] as const;

/** Two companies or two cases side by side; what is chosen stands in the address, to pass on. */
export function Compare() {
  const { t } = useTranslation(["statistics", "common"]);
  const [query, setQuery] = useChosen();
  const what = query.get("what") === "cases" ? "cases" : "companies";
  const companies = useCompanies();
  const cases = useCasesNumbers();
  const asked = what === "companies" ? companies : cases;
  const chosen = useCasesByName(what === "cases" ? SIDES.map((side) => query.get(side) ?? "") : []);
  const options =
    what === "companies"
      ? (companies.data ?? []).map((one) => ({ value: one.slug, label: one.name }))
      : withChosen(cases.data?.pages.flatMap((page) => page.items) ?? [], chosen);
  const set = (name: string, value: string) => {
    const next = new URLSearchParams(name === "what" ? {} : query);
    next.set(name, value);
    setQuery(next);
  };
  const Side = what === "companies" ? CompanySide : CaseSide;
  const sideOf = (side: "a" | "b"): Side => {
    const of = query.get(side) ?? "";
    const beside = query.get(side === "a" ? "b" : "a") || of;
    return { of, beside, name: options.find((one) => one.value === of)?.label };
  };
  return (
    <Stack>
      <Choice
        legend={t("statistics:compare.what")}
        columns={2}
        value={what}
        onChange={(value) => set("what", value)}
        options={[
          { value: "companies", label: t("statistics:compare.companies") },
          { value: "cases", label: t("statistics:compare.cases") },
        ]}
      />
      {asked.isError && !asked.data && (
        <Failure message={problemWords(asked.error, t)} retry={() => asked.refetch()} />
      )}
      {asked.isPending && <Loading />}
      <Grid halves>
        {SIDES.map((side) => (
          <Stack key={side}>
            <SelectField
              label={t(side === "a" ? "statistics:compare.first" : "statistics:compare.second")}
              value={query.get(side) ?? ""}
              onChange={(value) => set(side, value)}
              options={options}
              placeholder={t("statistics:compare.choose")}
            />
            {what === "cases" && <MoreButton found={cases} label={t("statistics:compare.more")} small />}
            {query.get(side) && <Side {...sideOf(side)} />}
          </Stack>
        ))}
      </Grid>
    </Stack>
  );
}

/** The cases on the pages read so far, and those chosen by an address that stand on none of them. */
function withChosen(listed: { case: string; title: string }[], chosen: { case: string; title: string }[]) {
  const known = new Set(listed.map((one) => one.case));
  const more = chosen.filter((one) => !known.has(one.case));
  return [...listed, ...more].map((one) => ({ value: one.case, label: one.title }));
}

/** What is chosen: at once here, and in the address, which follows when the page has been drawn. */
function useChosen(): [URLSearchParams, (next: URLSearchParams) => void] {
  const [query, setQuery] = useSearchParams();
  const [chosen, setChosen] = useState(query);
  const choose = (next: URLSearchParams) => {
    setChosen(next);
    setQuery(next, { replace: true });
  };
  return [chosen, choose];
}

interface Side {
  of: string;
  /** What stands on the other side: both are drawn to one scale. */
  beside: string;
  name: string | undefined;
}

function CompanySide({ of, beside, name }: Side) {
  const { t } = useTranslation(["statistics", "common"]);
  const lang = useLang();
  const found = useTotals(of);
  const other = useTotals(beside);
  if (found.isPending) return <Loading />;
  if (found.isError) return <Failure message={problemWords(found.error, t)} retry={() => found.refetch()} />;
  if (!found.data.release) return <Muted>{t("statistics:none")}</Muted>;
  const { release, caveat, history } = found.data;
  const line = (at_least: number) => ({ state: "band", value: null, at_least });
  const points = history.map((one) => ({
    on: one.as_of,
    value: one.people_at_least,
    shown: released(line(one.people_at_least), lang, t),
  }));
  const both = [found.data, other.data];
  const people = both.flatMap((one) => one?.history.map((point) => point.people_at_least) ?? []);
  const issues = both.flatMap((one) => one?.release?.issues.map((issue) => issue.people_at_least) ?? []);
  return (
    <Card>
      <h2>{name}</h2>
      <Figure
        value={released(line(release.lines.people.at_least), lang, t)}
        caption={t("statistics:lines.people")}
        mid
      />
      <Muted small>{t("common:asOf", { date: day(release.as_of, lang) })}</Muted>
      <Trend label={t("statistics:trend")} upTo={Math.max(...people)} points={points} />
      <TrendTable points={points} />
      <Breakdown
        dimension="issue"
        upTo={Math.max(...issues)}
        cells={release.issues.map((one) => ({ cell: one.issue, value: one.people_at_least }))}
      />
      <Caveat text={caveat} />
    </Card>
  );
}

function CaseSide({ of, beside }: Side) {
  const { t } = useTranslation(["statistics", "common"]);
  const lang = useLang();
  const found = useCaseNumbers(of);
  const other = useCaseNumbers(beside);
  if (found.isPending) return <Loading />;
  if (found.isError) return <Failure message={problemWords(found.error, t)} retry={() => found.refetch()} />;
  const { numbers, caveat, history, release } = found.data;
  const points = history.map((one) => ({
    on: one.as_of,
    value: one.people.at_least,
    shown: released(one.people, lang, t),
  }));
  const people = [found.data, other.data].flatMap(
    (one) => one?.history.map((point) => point.people.at_least ?? 0) ?? [],
  );
  return (
    <Card>
      <h2 lang={numbers.lang}>{numbers.title}</h2>
      <Figure value={released(numbers.people, lang, t)} caption={t("statistics:lines.people")} mid />
      {numbers.people.as_of && (
        <Muted small>{t("common:asOf", { date: day(numbers.people.as_of, lang) })}</Muted>
      )}
      <CheckedFigure numbers={numbers} release={release} />
      <Trend label={t("statistics:trend")} upTo={Math.max(...people)} points={points} />
      <TrendTable points={points} />
      <Caveat text={caveat} />
    </Card>
  );
}
