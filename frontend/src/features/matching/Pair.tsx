import type { RefObject } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Badge } from "~/components/Bits";
import { Button } from "~/components/Button";
import { Card, Muted, Row, Stack } from "~/components/Layouts";
import { dayOf } from "~/lib/dates";
import { useLang, usePath } from "~/lib/lang";
import { Key } from "./KeysDialog";
import { PairFacts } from "./PairFacts";
import { PairHistory } from "./PairHistory";
import { PairWords } from "./PairWords";
import type { Act, MatchRead, Place } from "./queries";
import styles from "./ReviewDesk.module.css";

const DECIDED = ["confirmed", "dismissed"];

/** One pair: why it is linked, what is the same and what differs, and what may be done. */
export function Pair({
  reference,
  match,
  heading,
  act,
  previous,
  next,
}: Place & {
  match: MatchRead;
  heading: RefObject<HTMLHeadingElement | null>;
  act: (what: Act) => void;
  previous?: () => void;
  next?: () => void;
}) {
  const { t } = useTranslation("review");
  const lang = useLang();
  const path = usePath();
  const named = t("named");
  const decided = DECIDED.includes(match.state);
  return (
    <Card as="article">
      <div className={styles.head}>
        <h2 ref={heading} tabIndex={-1}>
          {match.a.pseudonym ?? named} · {match.b.pseudonym ?? named}
        </h2>
        <Row>
          <Badge tone={match.same_person ? "accent" : "warn"}>
            {t(match.same_person ? "onePerson" : "twoPeople")}
          </Badge>
          <Badge>{t(`strength.${match.strength}`, { n: Math.round(100 * match.score) })}</Badge>
          {decided && (
            <Badge tone={match.state === "confirmed" ? "good" : "danger"}>
              {t(`state.${match.state as "confirmed"}`)}
            </Badge>
          )}
          <Muted as="span" small>
            {t("foundAt", { date: dayOf(match.found_at, lang) })}
          </Muted>
        </Row>
        {!reference && (
          <Muted small>
            {match.case_reference ? (
              <Link to={path(`/cases/${match.case_reference}`)}>{match.case_reference}</Link>
            ) : (
              t(whereabouts(match), {
                a: match.a.case_reference ?? "",
                b: match.b.case_reference ?? "",
                reference: match.a.case_reference ?? match.b.case_reference ?? "",
              })
            )}
          </Muted>
        )}
      </div>
      <section aria-label={t("why")}>
        <h3>{t("why")}</h3>
        <Stack as="ul" tight>
          {match.reasons.map((reason) => (
            <li key={reason.code}>{reason.text}</li>
          ))}
        </Stack>
      </section>
      {/* The buttons stay in sight from here on down: they never stand on what the pair is about. */}
      <div className={styles.rest}>
        <PairFacts reference={reference} match={match} />
        <PairWords match={match} />
        <PairHistory reference={reference} match={match} />
        <Muted small>{t(match.same_person ? "meansOne" : "meansTwo")}</Muted>
        <fieldset className={styles.acts} aria-label={t("act.label")}>
          {decided ? (
            <Button tone="quiet" onClick={() => act("undo")}>
              {t("act.undo")}
            </Button>
          ) : (
            <>
              <Button onClick={() => act("confirm")}>
                {t("act.confirm")} <Key of="y" />
              </Button>
              <Button tone="quiet" onClick={() => act("dismiss")}>
                {t("act.dismiss")} <Key of="n" />
              </Button>
              <Button tone="quiet" onClick={() => act(match.state === "unsure" ? "undo" : "unsure")}>
                {match.state === "unsure" ? (
                  t("act.undo")
                ) : (
                  <>
                    {t("act.unsure")} <Key of="u" />
                  </>
                )}
              </Button>
            </>
          )}
          <Button tone="plain" disabled={!previous} onClick={previous}>
            {t("act.previous")} <Key of="k" />
          </Button>
          <Button tone="plain" disabled={!next} onClick={next}>
            {t("act.next")} <Key of="j" />
          </Button>
        </fieldset>
      </div>
    </Card>
  );
}

/** How to say in which cases a pair lies that is not in one case together. */
function whereabouts({ a, b }: MatchRead) {
  if (a.case_reference && b.case_reference) return "acrossCases";
  return a.case_reference || b.case_reference ? "oneInCase" : "inNoCase";
}
