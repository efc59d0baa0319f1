import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "~/components/Button";
import { Checks } from "~/components/Choice";
import { Section } from "~/components/Layouts";
import { Notice } from "~/components/Notice";
import { Failure } from "~/components/States";
import { problemWords } from "~/lib/problemWords";
import { useOrganizersOf, useShare } from "./queries";

const FIELDS = ["narrative", "evidence", "ticket", "nickname", "contact"] as const;

/** What the named organizer of this case may see; nothing until it is chosen here. */
export function ShareWithOrganizer({ reference }: { reference: string }) {
  const { t } = useTranslation(["account", "common"]);
  const organizers = useOrganizersOf(reference);
  const [fields, setFields] = useState<string[]>([]);
  const share = useShare();
  const organizer = organizers.data?.find((one) => one.appointed && !one.is_me);
  if (!organizer) return null;
  const options = FIELDS.map((value) => ({ value, label: t(`account:share.fields.${value}`) }));
  return (
    <Section title={t("account:share.title")} lead={t("account:share.lead")}>
      <Checks
        legend={t("account:share.title")}
        hideLegend
        options={options}
        values={fields}
        onChange={setFields}
      />
      {share.isError && <Failure message={problemWords(share.error, t)} />}
      {share.isSuccess && (
        <Notice tone="good" live>
          {t("common:saved")}
        </Notice>
      )}
      <div>
        <Button
          tone="quiet"
          busy={share.isPending}
          onClick={() => share.mutate({ reference, organizer_id: organizer.id, fields })}
        >
          {t("common:save")}
        </Button>
      </div>
    </Section>
  );
}
