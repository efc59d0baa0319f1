import { FileDown } from "lucide-react";
import { useTranslation } from "react-i18next";
import { DownloadLink } from "~/components/Button";
import { Muted, Row, Section } from "~/components/Layouts";
import { useLang } from "~/lib/lang";
import { useCaseNumbers } from "./queries";

/** What of a public case can be taken along: the signed numbers, the table, the poster. */
export function Documents({ reference }: { reference: string }) {
  const { t } = useTranslation("statistics");
  const lang = useLang();
  const release = useCaseNumbers(reference).data?.release;
  if (!release) return null;
  const icon = <FileDown size={16} aria-hidden />;
  const files = [
    [`/api/public/v1/cases/${reference}/releases/${release.number}?lang=${lang}`, t("json")],
    [`/api/public/v1/statistics.csv?respondent=${release.respondent}&lang=${lang}`, t("csvOfCompany")],
    [`/api/public/v1/cases/${reference}/releases?lang=${lang}`, t("allReleases")],
  ] as const;
  return (
    <Section title={t("documents")}>
      <Row>
        {files.map(([href, name]) => (
          <DownloadLink key={href} href={href} small newTab icon={icon}>
            {name}
          </DownloadLink>
        ))}
      </Row>
      <Muted small>{t("documentsNote")}</Muted>
    </Section>
  );
}
