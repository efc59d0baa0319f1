import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "~/components/Button";
import { Check } from "~/components/Choice";
import { Section } from "~/components/Layouts";
import { Notice } from "~/components/Notice";
import { Failure } from "~/components/States";
import { problemWords } from "~/lib/problemWords";
import { type CaseRead, useOffer, useOrganizers } from "./queries";

/** A member offers to organize, after the declaration; a moderator appoints. */
export function OfferToOrganize({ one }: { one: CaseRead }) {
  const { t } = useTranslation("case");
  const [declared, setDeclared] = useState(false);
  const organizers = useOrganizers(one.reference);
  const offer = useOffer(one.reference);
  const taken = organizers.data?.some((who) => who.role === "organizer" && who.appointed);
  const offered = organizers.data?.some((who) => who.is_me && !who.appointed);
  if (one.relation !== "participant" || one.closed_at || !organizers.data || taken) return null;
  if (offered || offer.isSuccess) return <Notice tone="good">{t("offer.done")}</Notice>;
  return (
    <Section title={t("offer.title")} lead={t("offer.lead")}>
      <Check checked={declared} onChange={setDeclared} label={t("offer.declare")} />
      {offer.isError && <Failure message={problemWords(offer.error, t)} />}
      <div>
        <Button tone="quiet" disabled={!declared} busy={offer.isPending} onClick={() => offer.mutate()}>
          {t("offer.button")}
        </Button>
      </div>
    </Section>
  );
}
