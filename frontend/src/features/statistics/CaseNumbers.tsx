import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Figure, More } from "~/components/Bits";
import { Muted, Row, Section, Stack } from "~/components/Layouts";
import { Failure, Loading } from "~/components/States";
import { Table } from "~/components/Table";
import { day } from "~/lib/dates";
import { useLang, usePath } from "~/lib/lang";
import { problemWords } from "~/lib/problemWords";
import { released } from "~/lib/released";
import { Breakdown } from "./Breakdown";
import { Caveat } from "./Caveat";
import { type CaseReleaseRead, useCaseNumbers } from "./queries";

/** The released numbers of a case: large, captioned, dated, and how they were counted. Never a live count. */
export function CaseNumbers({ reference }: { reference: string }) {
  const { t } = useTranslation(["statistics", "common"]);
  const lang = useLang();
  const found = useCaseNumbers(reference);
  if (found.isPending) return <Loading lines={3} />;
  if (found.isError) {
    return <Failure message={problemWords(found.error, t)} retry={() => found.refetch()} />;
  }
  const { release, numbers, caveat, history } = found.data;
  const asOf = numbers.people.as_of;
  return (
    <Section title={t("statistics:case.title")}>
      <Row end>
        <Figure value={released(numbers.people, lang, t)} caption={t("statistics:lines.people")} />
        {numbers.evidence_checked.state !== "withheld" && (
          <Figure
            mid
            value={released(numbers.evidence_checked, lang, t)}
            caption={t(`statistics:checked.${release?.checked_by ?? "organizers"}`)}
          />
        )}
      </Row>
      {asOf && <Muted small>{t("common:asOf", { date: day(asOf, lang) })}</Muted>}
      <Caveat text={caveat} />
      {release && <Waterfall release={release} />}
      {release && <Breakdowns release={release} />}
      {history.length > 1 && (
        <More summary={t("statistics:history")}>
          <Table
            caption={t("statistics:history")}
            hideCaption
            rows={history}
            rowKey={(point) => String(point.number)}
            columns={[
              { id: "on", title: t("statistics:releasedOn"), cell: (point) => day(point.as_of, lang) },
              {
                id: "people",
                title: t("statistics:lines.people"),
                cell: (point) => released(point.people, lang, t),
                end: true,
              },
            ]}
          />
        </More>
      )}
    </Section>
  );
}

/** A private case has no public numbers. */
export function NotPublicYet() {
  const { t } = useTranslation("statistics");
  return (
    <Section title={t("case.title")}>
      <Muted>{t("case.notPublic")}</Muted>
    </Section>
  );
}

const ORDER = [
  "rejected",
  "withdrawn",
  "repeated",
  "incidents",
  "people",
  "set_aside",
  "evidence_checked",
] as const;

function Waterfall({ release }: { release: CaseReleaseRead }) {
  const { t } = useTranslation(["statistics", "common"]);
  const lang = useLang();
  const path = usePath();
  return (
    <More summary={t("statistics:how")}>
      <p>{t("statistics:received", { n: release.received.at_least })}</p>
      <Table
        caption={t("statistics:how")}
        hideCaption
        rows={ORDER.map((line) => ({ line, shown: release.lines[line] }))}
        rowKey={(row) => row.line}
        columns={[
          { id: "line", title: t("statistics:line"), cell: (row) => t(`statistics:lines.${row.line}`) },
          { id: "n", title: t("statistics:number"), cell: (row) => released(row.shown, lang, t), end: true },
          { id: "on", title: t("statistics:changedOn"), cell: (row) => day(row.shown.as_of, lang) },
        ]}
      />
      {release.lines.named.state !== "withheld" && (
        <Muted small>{t("statistics:named", { n: released(release.lines.named, lang, t) })}</Muted>
      )}
      <Link to={path("/method")}>{t("statistics:methodLink")}</Link>
    </More>
  );
}

function Breakdowns({ release }: { release: CaseReleaseRead }) {
  const { t } = useTranslation("statistics");
  const shown = (["area", "month", "amount", "issue"] as const).filter(
    (name) => release.breakdowns[name].length > 1,
  );
  return (
    <Stack tight>
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
    </Stack>
  );
}
