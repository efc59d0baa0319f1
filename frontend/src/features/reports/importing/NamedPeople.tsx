import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "~/components/Button";
import { TextField } from "~/components/Field";
import { Card, Muted, Row, Stack } from "~/components/Layouts";
import { FirstFailure, MoreButton } from "~/components/MoreButton";
import { Loading } from "~/components/States";
import { SureDialog } from "~/components/SureDialog";
import { useSettled } from "~/lib/settled";
import { type NamedPersonRead, useErasePerson, useNamedPeople } from "./queries";

export const nameOf = (person: NamedPersonRead | null | undefined) => person?.name ?? person?.nickname;

interface ListProps {
  reference: string;
  batch: string;
  does: string;
  doesTo: (name: string) => string;
  onPick: (person: NamedPersonRead) => void;
}

/** The people a sheet names whose rows nobody has claimed, found by name, page by page. */
export function NamedPeople({ reference, batch, does, doesTo, onPick }: ListProps) {
  const { t } = useTranslation(["desk", "common"]);
  const [find, setFind] = useState("");
  const found = useNamedPeople(reference, batch, useSettled(find.trim()));
  const people = found.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Stack tight>
      <TextField label={t("desk:named.find")} maxLength={80} value={find} onChange={setFind} />
      {found.isPending && <Loading />}
      <FirstFailure found={found} />
      {found.isSuccess && people.length === 0 && <Muted>{t("desk:named.none")}</Muted>}
      {people.map((person) => {
        const name = nameOf(person) ?? t("desk:named.noName");
        return (
          <Card key={person.id}>
            <Row between>
              <span>
                <strong>{name}</strong>
                {person.name && person.nickname && <Muted small>{person.nickname}</Muted>}
                <Muted small>{t("desk:named.rows", { n: person.rows })}</Muted>
              </span>
              <Button tone="quiet" small aria-label={doesTo(name)} onClick={() => onPick(person)}>
                {does}
              </Button>
            </Row>
          </Card>
        );
      })}
      <MoreButton found={found} small />
    </Stack>
  );
}

/** Whoever is in a sheet and asks not to be is erased by the organizer who brought it. */
export function ErasePeople({ reference, batch }: { reference: string; batch: string }) {
  const { t } = useTranslation("desk");
  const [shown, setShown] = useState(false);
  const [chosen, setChosen] = useState<NamedPersonRead | null>(null);
  const erase = useErasePerson(reference, batch);
  const name = nameOf(chosen) ?? t("named.noName");
  return (
    <>
      <div>
        <Button tone="plain" small aria-expanded={shown} onClick={() => setShown(!shown)}>
          {t("named.show")}
        </Button>
      </div>
      {shown && (
        <>
          <Muted small>{t("named.lead")}</Muted>
          <NamedPeople
            reference={reference}
            batch={batch}
            does={t("named.erase")}
            doesTo={(one) => t("named.eraseOne", { name: one })}
            onPick={setChosen}
          />
        </>
      )}
      <SureDialog
        open={chosen !== null}
        onClose={() => setChosen(null)}
        title={t("named.eraseTitle", { name })}
        does={t("named.eraseDo")}
        act={erase}
        body={chosen?.id ?? ""}
      >
        <p>{t("named.eraseLead")}</p>
      </SureDialog>
    </>
  );
}
