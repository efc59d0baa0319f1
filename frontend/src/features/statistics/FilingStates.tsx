import { useTranslation } from "react-i18next";
import { Bars, More } from "~/components/Bits";
import { Muted, Section } from "~/components/Layouts";
import { Failure } from "~/components/States";
import { Table } from "~/components/Table";
import { useLang } from "~/lib/lang";
import { number } from "~/lib/numbers";
import { problemWords } from "~/lib/problemWords";
import { useFilingStates } from "./queries";

/** At which state the sent letters stand: public dates, no number of people. */
export function FilingStates({ slug }: { slug?: string }) {
  const { t } = useTranslation("statistics");
  const lang = useLang();
  const found = useFilingStates(slug);
  if (found.isError && !found.data)
    return <Failure message={problemWords(found.error, t)} retry={() => found.refetch()} />;
  if (!found.data) return null;
  return (
    <Section title={t("filingStates.title")}>
      {found.data.length === 0 ? (
        <Muted>{t("filingStates.none")}</Muted>
      ) : (
        <>
          <Bars
            items={found.data.map((one) => ({
              label: t(`filingStates.names.${one.state}`),
              value: one.filings,
              shown: number(one.filings, lang),
            }))}
          />
          <More summary={t("filingStates.table")}>
            <Table
              caption={t("filingStates.title")}
              hideCaption
              rows={found.data}
              rowKey={(one) => one.state}
              columns={[
                {
                  id: "state",
                  title: t("filingStates.state"),
                  cell: (one) => t(`filingStates.names.${one.state}`),
                },
                {
                  id: "n",
                  title: t("filingStates.letters"),
                  cell: (one) => number(one.filings, lang),
                  end: true,
                },
              ]}
            />
          </More>
        </>
      )}
    </Section>
  );
}
