import { useTranslation } from "react-i18next";
import { Badge } from "~/components/Bits";
import { areaName } from "~/lib/area";
import { happened } from "~/lib/dates";
import { useLang } from "~/lib/lang";
import { money } from "~/lib/money";
import type { MatchRead, Place } from "./queries";
import styles from "./ReviewDesk.module.css";

type Side = MatchRead["a"];

interface Line {
  name: string;
  a: string;
  b: string;
  same: boolean | null;
}

/** What both reports state, line by line, with "same" or "differs" in words; what neither states is left out. */
export function PairFacts({ match }: Place & { match: MatchRead }) {
  const { t } = useTranslation("review");
  const lang = useLang();
  const codes = new Set(match.reasons.map((reason) => reason.code));
  const when = (side: Side) => happened(side.happened_on, side.happened_precision, lang);
  const stated = (name: string, show: (side: Side) => string): Line => {
    const [a, b] = [show(match.a), show(match.b)];
    return { name, a, b, same: a && b ? a === b : null };
  };
  const hashed = (name: string, code: string): Line[] => {
    const same = codes.has(`same_${code}`);
    if (!same && !codes.has(`different_${code}`)) return [];
    const word = t("facts.given");
    return [{ name, a: word, b: word, same }];
  };
  const lines = [
    stated(t("facts.report"), (side) => side.report_reference),
    { ...stated(t("facts.when"), when), same: sameTime(match.a, match.b) },
    stated(t("facts.amount"), (side) => money(side.amount_minor, side.currency, lang)),
    ...hashed(t("facts.order"), "order"),
    ...hashed(t("facts.phone"), "phone"),
    stated(t("facts.area"), (side) => areaName(side.area, lang)),
    stated(t("facts.state"), (side) => t(`states.${side.state as "incident"}`)),
    stated(t("facts.files"), (side) => String(side.evidence_files)),
  ].filter((line) => line.a || line.b);
  const compared = new Set([
    t("facts.when"),
    t("facts.amount"),
    t("facts.order"),
    t("facts.phone"),
    t("facts.area"),
  ]);
  return (
    <section aria-label={t("facts.title")}>
      <dl className={styles.facts}>
        {lines.map((line) => (
          <div key={line.name} className={styles.fact}>
            <dt className={styles.name}>
              {line.name}
              {line.same !== null && compared.has(line.name) && (
                <Badge tone={line.same ? "good" : "warn"}>{t(line.same ? "same" : "differs")}</Badge>
              )}
            </dt>
            <dd>
              <span className="sr">{t("sideA")} </span>
              {line.a || t("facts.none")}
            </dd>
            <dd>
              <span className="sr">{t("sideB")} </span>
              {line.b || t("facts.none")}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** Whether both tell the same time; a guess, or a month beside a day in it, neither says so nor says otherwise. */
function sameTime(a: Side, b: Side): boolean | null {
  if (!a.happened_on || !b.happened_on) return null;
  const exact = a.happened_precision === b.happened_precision;
  const months = a.happened_on.slice(0, 7) === b.happened_on.slice(0, 7);
  if (exact && a.happened_precision === "day") return a.happened_on === b.happened_on;
  if (exact && months) return true;
  const guessed = [a.happened_precision, b.happened_precision].includes("about");
  return guessed || months ? null : false;
}
