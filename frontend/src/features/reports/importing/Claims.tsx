import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Facts } from "~/components/Bits";
import { Button } from "~/components/Button";
import { Card, Row, Section } from "~/components/Layouts";
import { Failure } from "~/components/States";
import { problemWords } from "~/lib/problemWords";
import { NamedPeople, nameOf } from "./NamedPeople";
import { type ClaimRead, type NamedPersonRead, useClaims, useDecideClaim } from "./queries";

/** Claims by details that wait for the organizer. */
export function Claims({ reference, batch }: { reference: string; batch: string }) {
  const { t } = useTranslation("desk");
  const found = useClaims(reference, batch);
  if (found.isError) return <Failure message={problemWords(found.error, t)} retry={() => found.refetch()} />;
  if (!found.data || found.data.length === 0) return null;
  return (
    <Section title={t("claims.title")}>
      {found.data.map((claim) => (
        <ClaimCard key={claim.id} reference={reference} batch={batch} claim={claim} />
      ))}
    </Section>
  );
}

/** One claim beside the person it seems to be; the organizer may know better who that is. */
function ClaimCard({ reference, batch, claim }: { reference: string; batch: string; claim: ClaimRead }) {
  const { t } = useTranslation("desk");
  const decide = useDecideClaim(reference, batch);
  const [looking, setLooking] = useState(false);
  const [chosen, setChosen] = useState<NamedPersonRead | null>(null);
  const person = chosen ?? claim.proposed;
  const said = [claim.name, claim.amount, claim.happened, claim.order].filter(Boolean).join(" · ");
  const decided = (confirmed: boolean) =>
    decide.mutate({ claim_id: claim.id, confirmed, person_id: (confirmed && chosen?.id) || null });
  return (
    <Card>
      {decide.isError && <Failure message={problemWords(decide.error, t)} />}
      <Facts
        items={[
          { name: t("claims.says"), value: said },
          {
            name: t("claims.row"),
            value: person ? (nameOf(person) ?? t("named.noName")) : t("claims.noRow"),
          },
        ]}
      />
      <Row>
        <Button small disabled={!person} busy={decide.isPending} onClick={() => decided(true)}>
          {t("claims.yes")}
        </Button>
        <Button small tone="quiet" busy={decide.isPending} onClick={() => decided(false)}>
          {t("claims.no")}
        </Button>
        <Button small tone="plain" aria-expanded={looking} onClick={() => setLooking(!looking)}>
          {t("claims.find")}
        </Button>
      </Row>
      {looking && (
        <NamedPeople
          reference={reference}
          batch={batch}
          does={t("claims.choose")}
          doesTo={(name) => t("claims.chooseOne", { name })}
          onPick={(one) => {
            setChosen(one);
            setLooking(false);
          }}
        />
      )}
    </Card>
  );
}
