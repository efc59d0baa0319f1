import { useTranslation } from "react-i18next";
import { useLang } from "~/lib/lang";
import { released } from "~/lib/released";
import type { CaseOffer } from "./queries";

/** What is said of a case that may fit: its released number and why it is shown, never anybody's words. */
export function useOfferWords(): (offer: CaseOffer) => string | undefined {
  const { t } = useTranslation(["report", "common"]);
  const lang = useLang();
  return (offer) => {
    const known = offer.people && offer.people.at_least !== null;
    const people = known ? t("report:match.people", { n: released(offer.people, lang, t) }) : null;
    const reasons = offer.reasons.map((reason) => reason.text).join(" · ");
    return [people, reasons && t("report:match.why", { reasons })].filter(Boolean).join(" · ") || undefined;
  };
}
