import { useTranslation } from "react-i18next";
import { Check, Choice } from "~/components/Choice";
import { Card, Stack } from "~/components/Layouts";
import { Notice } from "~/components/Notice";
import { usePart } from "../draft/DraftContext";
import type { Seen } from "../draft/draft";

/** What will be seen by whom, in words, before anything is sent. */
export function SeenStep() {
  const { t } = useTranslation("report");
  const [seen, setSeen] = usePart("seen");
  const [consents, setConsents] = usePart("consents");
  const options = (["counted", "regulator", "company"] as const).map((value) => ({
    value,
    label: t(`seen.${value}`),
    note: t(`seen.${value}Note`),
  }));
  return (
    <>
      <Card>
        <h2>{t("seen.whoTitle")}</h2>
        <Stack as="ul" tight>
          <li>{t("seen.public")}</li>
          <li>{t("seen.organizer")}</li>
          <li>{t("seen.companySees")}</li>
          <li>{t("seen.us")}</li>
        </Stack>
      </Card>
      <Choice
        legend={t("seen.legend")}
        options={options}
        value={seen}
        onChange={(value) => setSeen(value as Seen)}
      />
      {seen === "company" && <Notice tone="warn">{t("seen.companyWarning")}</Notice>}
      <Stack>
        <Check
          checked={consents.sensitive}
          onChange={(sensitive) => setConsents({ ...consents, sensitive })}
          label={t("seen.consentSensitive")}
          note={t("seen.consentSensitiveNote")}
        />
        <Check
          checked={consents.counting}
          onChange={(counting) => setConsents({ ...consents, counting })}
          label={t("seen.consentCounting")}
          note={t("seen.consentCountingNote")}
        />
      </Stack>
    </>
  );
}
