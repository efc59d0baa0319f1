import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Checks } from "~/components/Choice";
import { Card, Section, Stack } from "~/components/Layouts";
import { Failure, Loading } from "~/components/States";
import { problemWords } from "~/lib/problemWords";
import { toldApart } from "~/lib/toldApart";
import { GroupName } from "./GroupName";
import { type SharingRead, useShare, useSharing } from "./queries";
import { SaveChange } from "./SaveChange";

const FIELDS = ["nickname", "narrative", "evidence", "ticket", "contact"] as const;

/** What each named organizer of this case may see, as it stands now; nothing until it is chosen here. */
export function ShareWithOrganizer({ reference }: { reference: string }) {
  const { t } = useTranslation(["account", "common"]);
  const found = useSharing(reference);
  const sharing = found.data;
  if (sharing?.given.length === 0 && sharing.nickname === null) return null;
  return (
    <Section title={t("account:share.title")} lead={t("account:share.lead")}>
      {found.isPending && <Loading lines={3} />}
      {found.isError && <Failure message={problemWords(found.error, t)} retry={() => found.refetch()} />}
      {sharing && <GroupName reference={reference} kept={sharing.nickname} />}
      {sharing?.given.map((one) => (
        <Given
          key={one.organizer_id}
          reference={reference}
          one={one}
          alias={toldApart(one, sharing.given)}
          nickname={sharing.nickname}
        />
      ))}
    </Section>
  );
}

type Organizer = SharingRead["given"][number];

interface GivenProps {
  reference: string;
  one: Organizer;
  alias: string | null;
  nickname: string | null;
}

function Given({ reference, one, alias, nickname }: GivenProps) {
  const { t } = useTranslation(["account", "common"]);
  const [fields, setFields] = useState<string[]>(one.fields);
  const share = useShare();
  const note = nickname ?? t("account:share.noName");
  const options = FIELDS.map((value) => ({
    value,
    label: t(`account:share.fields.${value}`),
    note: value === "nickname" ? note : undefined,
  }));
  const named = alias ? (`${one.role as "organizer"}Named` as const) : (one.role as "organizer");
  const changed = [...fields].sort().join() !== [...one.fields].sort().join();
  return (
    <Card>
      <Stack>
        <Checks
          legend={t(`account:share.${named}`, { alias })}
          options={options}
          values={fields}
          onChange={setFields}
        />
        <SaveChange
          act={share}
          changed={changed}
          save={() => share.mutate({ reference, organizer_id: one.organizer_id, fields })}
        />
      </Stack>
    </Card>
  );
}
