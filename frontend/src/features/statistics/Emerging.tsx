import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Badge } from "~/components/Bits";
import { Card, Grid, Muted, Row, Section } from "~/components/Layouts";
import { MoreButton } from "~/components/MoreButton";
import { day } from "~/lib/dates";
import { nameIn, useLang, usePath } from "~/lib/lang";
import { listed } from "~/lib/lists";
import { released } from "~/lib/released";
import { type PatternShown, useNames, usePatterns } from "./queries";

/** What people report who are in no case yet, as last released; nothing stands here while there is nothing. */
export function Emerging({ slug }: { slug?: string }) {
  const { t } = useTranslation(["statistics", "common"]);
  const found = usePatterns(slug);
  const rows = found.data?.pages.flatMap((page) => page.items) ?? [];
  if (rows.length === 0) return null;
  return (
    <Section title={t("statistics:emerging.title")}>
      <Muted small>{t("statistics:emerging.lead")}</Muted>
      <Grid as="ul">
        {rows.map((one) => (
          <li key={one.pattern}>
            <PatternCard one={one} named={!slug} />
          </li>
        ))}
      </Grid>
      <MoreButton found={found} />
    </Section>
  );
}

function PatternCard({ one, named }: { one: PatternShown; named: boolean }) {
  const { t } = useTranslation(["statistics", "common"]);
  const [lang, path, names] = [useLang(), usePath(), useNames()];
  const about = new URLSearchParams({ company: one.respondent, issue: one.issue });
  return (
    <Card as="article">
      <Row>
        {named && <Link to={path(`/companies/${one.respondent}`)}>{nameIn(one.respondent_names, lang)}</Link>}
        <Badge tone={one.trend === "rising" ? "warn" : "plain"}>
          {t(`statistics:emerging.trend.${one.trend}`)}
        </Badge>
      </Row>
      <h3>{names.issue(one.issue)}</h3>
      <p>
        <strong>{t("statistics:emerging.size", { size: released(one.size, lang, t) })}</strong>
      </p>
      {one.label.length > 0 && (
        <Muted small>{t("statistics:emerging.words", { words: listed(one.label, lang) })}</Muted>
      )}
      {one.size.as_of && <Muted small>{t("common:asOf", { date: day(one.size.as_of, lang) })}</Muted>}
      <p>
        <Link to={path(`/report?${about}`)}>{t("statistics:emerging.open")}</Link>{" "}
        <Muted as="span" small>
          {t("statistics:emerging.openNote")}
        </Muted>
      </p>
    </Card>
  );
}
