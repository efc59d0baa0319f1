import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Figure } from "~/components/Bits";
import { DownloadLink } from "~/components/Button";
import { Muted, Row, Section, Stack } from "~/components/Layouts";
import { Failure, Loading } from "~/components/States";
import { day } from "~/lib/dates";
import { useLang, usePath } from "~/lib/lang";
import { problemWords } from "~/lib/problemWords";
import { released } from "~/lib/released";
import { Breakdowns } from "./CaseNumbers";
import { Caveat } from "./Caveat";
import { useNumberedRelease } from "./queries";
import { SumBreakdowns } from "./SumBreakdowns";
import { Waterfall } from "./Waterfall";

/** One signed release as it was printed: what a citation leads to. */
export function OneRelease({
  reference,
  slug,
  number,
}: {
  reference?: string;
  slug?: string;
  number: number;
}) {
  const { t } = useTranslation(["statistics", "common"]);
  const lang = useLang();
  const path = usePath();
  const found = useNumberedRelease({ reference, slug, number });
  if (found.isPending) return <Loading lines={6} />;
  if (found.isError) return <Failure message={problemWords(found.error, t)} retry={() => found.refetch()} />;
  const envelope = found.data.case ?? found.data.total;
  const people = found.data.case
    ? found.data.case.release.lines.people
    : { state: "band", value: null, at_least: found.data.total?.release.lines.people.at_least ?? null };
  const page = reference ? `/cases/${reference}` : slug ? `/companies/${slug}` : "/statistics";
  const data = reference ? page : slug ? `/respondents/${slug}` : "/home";
  return (
    <Stack>
      <Figure value={released(people, lang, t)} caption={t("statistics:lines.people")} />
      <Muted small>{t("common:asOf", { date: day(envelope?.release.as_of, lang) })}</Muted>
      <Caveat text={envelope?.caveat ?? ""} />
      {found.data.case && (
        <Section title={t("statistics:how")}>
          <Waterfall release={found.data.case.release} />
          <Breakdowns release={found.data.case.release} />
        </Section>
      )}
      {found.data.total && <SumBreakdowns release={found.data.total.release} slug={slug} />}
      <Row>
        <DownloadLink href={`/api/public/v1${data}/releases/${number}?lang=${lang}`} small newTab>
          {t("statistics:json")}
        </DownloadLink>
        <Link to={path(page)}>{t("statistics:release.newest")}</Link>
      </Row>
    </Stack>
  );
}
