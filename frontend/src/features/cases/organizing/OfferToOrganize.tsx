import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "~/components/Button";
import { Check } from "~/components/Choice";
import { Section } from "~/components/Layouts";
import { Notice } from "~/components/Notice";
import { Failure } from "~/components/States";
import { Arrive } from "~/lib/arrive";
import { problemWords } from "~/lib/problemWords";
import type { CaseRead } from "../queries";
import { Election } from "./Election";
import { useElection, useOffer, useOrganizers } from "./queries";

/** A member offers to organize, after the declaration; a moderator appoints, beside an idle organizer after a vote. */
export function OfferToOrganize({ one }: { one: CaseRead }) {
  const { t } = useTranslation("case");
  const asked = one.relation === "participant" && !one.closed_at;
  const organizers = useOrganizers(one.reference);
  const election = useElection(one.reference, asked).data;
  if (!asked || !organizers.data || !election) return null;
  const taken = organizers.data.some((who) => who.role === "organizer" && who.appointed);
  const offered = organizers.data.some((who) => who.is_me && !who.appointed);
  if (taken && !election.idle) return null;
  if (!election.idle)
    return offered ? (
      <Notice tone="good">{t("offer.done")}</Notice>
    ) : (
      <Section title={t("offer.title")} lead={t("offer.lead")}>
        <Offer reference={one.reference} />
      </Section>
    );
  return (
    <Section id="organizing" title={t("election.title")} lead={t("election.lead")}>
      <Arrive at="organizing" />
      <Election reference={one.reference} election={election} />
      {offered ? (
        <Notice tone="good">{t("election.offeredMyself")}</Notice>
      ) : (
        <Offer reference={one.reference} />
      )}
    </Section>
  );
}

function Offer({ reference }: { reference: string }) {
  const { t } = useTranslation("case");
  const [declared, setDeclared] = useState(false);
  const offer = useOffer(reference);
  return (
    <>
      <Check checked={declared} onChange={setDeclared} label={t("offer.declare")} />
      {offer.isError && <Failure message={problemWords(offer.error, t)} />}
      <div>
        <Button tone="quiet" disabled={!declared} busy={offer.isPending} onClick={() => offer.mutate()}>
          {t("offer.button")}
        </Button>
      </div>
    </>
  );
}
