import { useTranslation } from "react-i18next";
import type { CaseOffer } from "./queries";

/** What is said of a case that may fit: its released number and why it is shown, never anybody's words. */
export function useOfferWords(): (offer: CaseOffer) => string | undefined {
  const { t } = useTranslation("report");
  return (offer) => {
    const people = offer.people ? t("match.people", { n: offer.people }) : null;
    const why = offer.reasons.length > 0 ? t("match.why", { reasons: offer.reasons.join(" · ") }) : null;
    return [people, why].filter(Boolean).join(" · ") || undefined;
  };
}
