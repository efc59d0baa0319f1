import { useTranslation } from "react-i18next";
import { Bars } from "~/components/Bits";
import { Muted, Section } from "~/components/Layouts";
import { useLang } from "~/lib/lang";
import { number } from "~/lib/numbers";
import { useFilingStates } from "./queries";

/** At which state the sent letters stand: public dates, no number of people. */
export function FilingStates({ slug }: { slug?: string }) {
  const { t } = useTranslation("statistics");
  const lang = useLang();
  const found = useFilingStates(slug);
  if (!found.data) return null;
  return (
    <Section title={t("filingStates.title")}>
      {found.data.length === 0 ? (
        <Muted>{t("filingStates.none")}</Muted>
      ) : (
        <Bars
          items={found.data.map((one) => ({
            label: t(`filingStates.names.${one.state}`),
            value: one.filings,
            shown: number(one.filings, lang),
          }))}
        />
      )}
    </Section>
  );
}
