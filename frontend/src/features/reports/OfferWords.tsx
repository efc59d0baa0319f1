import { useTranslation } from "react-i18next";
import { dayOf } from "~/lib/dates";
import { useLang } from "~/lib/lang";
import { released } from "~/lib/released";
import type { Draft } from "./draft/draft";
import type { CaseOffer } from "./queries";
import styles from "./Wizard.module.css";

/** What is said of a case that may fit: its company where that isn't the one chosen,
 * its released number with its day, and why it is shown; never anybody's words. */
export function OfferWords({ offer, company }: { offer: CaseOffer; company?: Draft["company"] }) {
  const { t } = useTranslation(["report", "common"]);
  const lang = useLang();
  const reasons = offer.reasons.map((reason) => reason.text).join(" · ");
  const printed = offer.people !== null && offer.people.at_least !== null && offer.people.at_least > 0;
  const suggested = offer.people !== null || offer.reasons.length > 0;
  const another = company && offer.respondent && offer.respondent.id !== company.id;
  return (
    <>
      {another && (
        <span className={styles.line}>{t("report:match.about", { company: offer.respondent?.name })}</span>
      )}
      {printed && (
        <span className={styles.people}>
          {t("report:match.people", { n: released(offer.people, lang, t) })}
        </span>
      )}
      {printed && offer.people?.as_of && (
        <span className={styles.line}>{t("common:asOf", { date: dayOf(offer.people.as_of, lang) })}</span>
      )}
      {!printed && suggested && (
        <span className={styles.line}>
          {t("report:match.few", { words: released(offer.people, lang, t) })}
        </span>
      )}
      {reasons && <span className={styles.line}>{t("report:match.why", { reasons })}</span>}
    </>
  );
}
