import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { isGone } from "~/api/problem";
import { Badge } from "~/components/Bits";
import { Button } from "~/components/Button";
import { Card, Muted, Row, Section } from "~/components/Layouts";
import { FirstFailure } from "~/components/MoreButton";
import { Failure, Loading } from "~/components/States";
import { day } from "~/lib/dates";
import { nameIn, useLang, usePath } from "~/lib/lang";
import { listed } from "~/lib/lists";
import { problemWords } from "~/lib/problemWords";
import { AuditTrail, HouseTrail } from "./AuditTrail";
import { type Proposed, useDecideProposal, useGrouping } from "./queries";
import { EndPattern, ShowPattern } from "./ShowPattern";

const TRENDS = { rising: "rising", falling: "falling" } as const;

/** What the nightly grouping estimates; nothing here is counted, and deciding changes no case by itself. */
export function Grouping() {
  const { t } = useTranslation(["moderation", "common"]);
  const lang = useLang();
  const found = useGrouping();
  if (found.isPending) return <Loading lines={4} />;
  const failed = <FirstFailure found={found} />;
  if (!found.data || isGone(found.error)) return failed;
  const { patterns, proposals, gone } = found.data;
  return (
    <>
      {failed}
      <Section title={t("moderation:grouping.patterns")} aside={<Badge>{patterns.length}</Badge>}>
        <Muted>{t("moderation:grouping.machine")}</Muted>
        {patterns.map((one) => (
          <Card key={one.id}>
            <strong>{listed(one.label, lang) || nameIn(one.respondent, lang)}</strong>
            <Muted>
              {nameIn(one.respondent, lang)} · {t("moderation:grouping.atLeast", { count: one.at_least })} ·{" "}
              {t(`moderation:grouping.trend.${TRENDS[one.trend as keyof typeof TRENDS] ?? "steady"}`)} ·{" "}
              {day(one.as_of, lang)}
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
        {proposals.map((one) => (
          <Proposal key={one.id} one={one} />
        ))}
      </Section>
    </>
  );
}

function Proposal({ one }: { one: Proposed }) {
  const { t } = useTranslation("moderation");
  const [lang, path] = [useLang(), usePath()];
  const decide = useDecideProposal();
  const answer = (accept: boolean) => decide.mutate({ proposal_id: one.id, accept });
  return (
    <Card as="article">
      <strong>{t(one.kind === "merge" ? "grouping.merge" : "grouping.split")}</strong>
      {one.cases.map((each) => (
        <div key={each.reference}>
          <Link to={path(`/cases/${each.reference}`)}>{each.title}</Link>
          <AuditTrail reference={each.reference} />
        </div>
      ))}
      {one.parts.map((words) => (
        <Muted key={words.join()}>{listed(words, lang)}</Muted>
      ))}
      {decide.isError && <Failure message={problemWords(decide.error, t)} />}
      <Row>
        <Button small busy={decide.isPending} onClick={() => answer(true)}>
          {t("grouping.accept")}
        </Button>
        <Button tone="quiet" small busy={decide.isPending} onClick={() => answer(false)}>
          {t("grouping.dismiss")}
        </Button>
      </Row>
    </Card>
  );
}
