import { useTranslation } from "react-i18next";
import { Check, Choice } from "~/components/Choice";
import { Card, Stack } from "~/components/Layouts";
import { Notice } from "~/components/Notice";
import { Failure, Loading } from "~/components/States";
import { problemWords } from "~/lib/problemWords";
import { CHOICES } from "../choices";
import { usePart } from "../draft/DraftContext";
import type { Seen } from "../draft/draft";
import { useConsentTexts } from "../queries";

/** What will be seen by whom, in words, before anything is sent. */
export function SeenStep() {
  const { t } = useTranslation("report");
  const [seen, setSeen] = usePart("seen");
  const [consents, setConsents] = usePart("consents");
  const texts = useConsentTexts();
  if (texts.isPending) return <Loading />;
  if (texts.isError) return <Failure message={problemWords(texts.error, t)} retry={() => texts.refetch()} />;
  const exact = (purpose: string) => texts.data.find((one) => one.purpose === purpose)?.text ?? "";
  const options = (["counted", "regulator", "company"] as const).map((value) => ({
    value,
    label: t(`seen.${value}`),
    note: value === "counted" ? t("seen.countedNote") : exact(CHOICES[value]),
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
        <strong>{t("seen.needed")}</strong>
        <Check
          checked={consents.sensitive}
          onChange={(sensitive) => setConsents({ ...consents, sensitive })}
          label={exact("sensitive_data")}
        />
        <Check
          checked={consents.counting}
          onChange={(counting) => setConsents({ ...consents, counting })}
          label={exact("counting")}
        />
      </Stack>
    </>
  );
}
