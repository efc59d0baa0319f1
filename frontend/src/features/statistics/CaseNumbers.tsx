import { useTranslation } from "react-i18next";
import { Figure, More } from "~/components/Bits";
import { Muted, Section, Stack } from "~/components/Layouts";
import { Failure, Loading } from "~/components/States";
import { day } from "~/lib/dates";
import { useLang } from "~/lib/lang";
import { problemWords } from "~/lib/problemWords";
import { released } from "~/lib/released";
import { Breakdown } from "./Breakdown";
import { Caveat } from "./Caveat";
import { CheckedFigure } from "./CheckedFigure";
import { Cite } from "./Cite";
import { type CaseReleaseRead, useCaseNumbers } from "./queries";
import { Trend } from "./Trend";
import { Releases } from "./TrendTable";
import { Waterfall } from "./Waterfall";

/** The released headline of a case: large, captioned, dated. Never a live count. */
export function CaseHeadline({ reference }: { reference: string }) {
  const { t } = useTranslation(["statistics", "common"]);
  const lang = useLang();
  const found = useCaseNumbers(reference);
  if (found.isPending) return <Loading lines={3} />;
  if (found.isError) {
    return <Failure message={problemWords(found.error, t)} retry={() => found.refetch()} />;
  }
  const { release, numbers } = found.data;
  const asOf = numbers.people.as_of;
  return (
    <Stack tight>
      <Figure value={released(numbers.people, lang, t)} caption={t("statistics:lines.people")} />
      {asOf && <Muted small>{t("common:asOf", { date: day(asOf, lang) })}</Muted>}
      <CheckedFigure numbers={numbers} release={release} />
      <Muted small>{t("statistics:caveat")}</Muted>
    </Stack>
  );
}

/** How the headline came about, how it went, and who it is made of: the visual first, the table behind it. */
export function CaseCounted({ reference }: { reference: string }) {
  const { t } = useTranslation("statistics");
  const found = useCaseNumbers(reference);
  if (!found.data?.release) return null;
  const { release, caveat, history } = found.data;
  return (
    <Section
      title={t("how")}
      aside={
        <Cite
          kind="case"
          name={found.data.numbers.title}
          subject={reference}
          number={release.number}
          line={release.lines.people}
          asOf={release.as_of}
        />
      }
    >
      <Waterfall release={release} />
      <History points={history} />
      <Breakdowns release={release} />
      <Caveat text={caveat} />
    </Section>
  );
}

/** A private case has no public numbers. */
export function NotPublicYet() {
  const { t } = useTranslation("statistics");
  return <Muted>{t("case.notPublic")}</Muted>;
}

function History({
  points,
}: {
  points: { number: number; as_of: string; people: CaseReleaseRead["lines"]["people"] }[];
}) {
  const { t } = useTranslation(["statistics", "common"]);
  const lang = useLang();
  if (points.length < 2) return null;
  const line = points.map((one) => ({
    on: one.as_of,
    value: one.people.at_least,
    shown: released(one.people, lang, t),
  }));
  return (
    <More summary={t("statistics:trend")}>
      <Trend label={t("statistics:trend")} points={line} />
      <Releases points={line} />
    </More>
  );
}

/** Who the people of a case are: one dimension at a time. */
export function Breakdowns({ release }: { release: CaseReleaseRead }) {
  const { t } = useTranslation("statistics");
  const shown = (["area", "month", "amount", "issue"] as const).filter(
    (name) => release.breakdowns[name].length > 1,
  );
  return (
    <div>
      {shown.map((name) => (
        <More key={name} summary={t(`by.${name}`)}>
          <Breakdown
            dimension={name}
            cells={release.breakdowns[name].map((cell) => ({ cell: cell.cell, value: cell.value }))}
            exact
            notShown={release.not_shown[name]}
          />
        </More>
      ))}
    </div>
  );
}
