import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Figure } from "~/components/Bits";
import { Grid, Muted, Section } from "~/components/Layouts";
import { day } from "~/lib/dates";
import { useLang, usePath } from "~/lib/lang";
import { number } from "~/lib/numbers";
import { Caveat } from "./Caveat";
import { type TotalRelease, useTotals } from "./queries";

/** The numbers in brief, for the first page. */
export function NumbersInBrief() {
  const { t } = useTranslation(["statistics", "common"]);
  const path = usePath();
  const found = useTotals();
  if (!found.data?.release) return null;
  return (
    <Section
      title={t("statistics:title")}
      aside={<Link to={path("/statistics")}>{t("statistics:all")}</Link>}
    >
      <SumHeadline release={found.data.release} />
      <Caveat text={found.data.caveat} />
    </Section>
  );
}

/** How many people, cases and checked materials a release of sums counts, and of which day. */
export function SumHeadline({ release }: { release: TotalRelease }) {
  const { t } = useTranslation(["statistics", "common"]);
  const lang = useLang();
  return (
    <>
      <Grid>
        <Figure
          value={t("common:atLeast", { n: number(release.lines.people.at_least, lang) })}
          caption={t("statistics:lines.people")}
          mid
        />
        <Figure value={number(release.cases.length, lang)} caption={t("statistics:casesWithNumbers")} mid />
        {release.lines.evidence_checked.at_least > 0 && (
          <Figure
            value={t("common:atLeast", { n: number(release.lines.evidence_checked.at_least, lang) })}
            caption={t("statistics:lines.evidence_checked")}
            mid
          />
        )}
      </Grid>
      <Muted small>{t("common:asOf", { date: day(release.as_of, lang) })}</Muted>
    </>
  );
}
