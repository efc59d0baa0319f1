import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Badge } from "~/components/Bits";
import { Button } from "~/components/Button";
import { Card, Muted, Row, Section } from "~/components/Layouts";
import { Failure, Loading } from "~/components/States";
import { nameIn, useLang, usePath } from "~/lib/lang";
import { listed } from "~/lib/lists";
import { problemWords } from "~/lib/problemWords";
import { HouseTrail } from "./AuditTrail";
import { useDecideProposal, useGrouping } from "./queries";
import { EndPattern, ShowPattern } from "./ShowPattern";

const TRENDS = { rising: "rising", falling: "falling" } as const;

/** What the nightly grouping estimates; nothing here is counted, and deciding changes no case by itself. */
export function Grouping() {
  const { t } = useTranslation(["moderation", "common"]);
  const [lang, path] = [useLang(), usePath()];
  const found = useGrouping();
  const decide = useDecideProposal();
  if (found.isPending) return <Loading lines={4} />;
  if (found.isError) return <Failure message={problemWords(found.error, t)} retry={() => found.refetch()} />;
  const { patterns, proposals, gone } = found.data;
  return (
    <>
      <Section title={t("moderation:grouping.patterns")} aside={<Badge>{patterns.length}</Badge>}>
        <Muted>{t("moderation:grouping.machine")}</Muted>
        {patterns.map((one) => (
          <Card key={one.id}>
            <strong>{listed(one.label, lang) || nameIn(one.respondent, lang)}</strong>
            <Muted>
              {nameIn(one.respondent, lang)} · {t("moderation:grouping.atLeast", { count: one.at_least })} ·{" "}
              {t(`moderation:grouping.trend.${TRENDS[one.trend as keyof typeof TRENDS] ?? "steady"}`)} ·{" "}
              {one.as_of}
            </Muted>
            <ShowPattern key={one.shown_as} one={one} />
            <HouseTrail about={one.id} />
          </Card>
        ))}
      </Section>
      {gone.length > 0 && (
        <Section title={t("moderation:grouping.onlyShown")} aside={<Badge>{gone.length}</Badge>}>
          {gone.map((one) => (
            <Card key={one.pattern}>
              <strong>{listed(one.label, lang) || nameIn(one.respondent_names, lang)}</strong>
              <Muted>{nameIn(one.respondent_names, lang)}</Muted>
              <EndPattern reference={one.pattern} />
            </Card>
          ))}
        </Section>
      )}
      <Section title={t("moderation:grouping.proposals")} aside={<Badge>{proposals.length}</Badge>}>
        <Muted>{t("moderation:grouping.machine")}</Muted>
        {decide.isError && <Failure message={problemWords(decide.error, t)} />}
        {proposals.map((one) => (
          <Card key={one.id}>
            <strong>
              {one.kind === "merge" ? t("moderation:grouping.merge") : t("moderation:grouping.split")}
            </strong>
            {one.cases.map((each) => (
              <p key={each.reference}>
                <Link to={path(`/cases/${each.reference}`)}>{each.title}</Link>
              </p>
            ))}
            {one.parts.map((words) => (
              <Muted key={words.join()}>{listed(words, lang)}</Muted>
            ))}
            <Row>
              <Button small onClick={() => decide.mutate({ proposal_id: one.id, accept: true })}>
                {t("moderation:grouping.accept")}
              </Button>
              <Button
                tone="quiet"
                small
                onClick={() => decide.mutate({ proposal_id: one.id, accept: false })}
              >
                {t("moderation:grouping.dismiss")}
              </Button>
            </Row>
          </Card>
        ))}
      </Section>
    </>
  );
}
