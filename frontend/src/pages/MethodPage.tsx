import { useTranslation } from "react-i18next";
import { DownloadLink } from "~/components/Button";
import { Page, Row, Section } from "~/components/Layouts";
import { useLang } from "~/lib/lang";

/** How every number is counted, in words. */
export function Component() {
  const { t } = useTranslation("statistics");
  const lang = useLang();
  return (
    <Page title={t("method.title")} lead={t("method.lead")} narrow>
      {([1, 2, 3, 4, 5, 6] as const).map((part) => (
        <Section key={part} title={t(`method.${part}.title`)}>
          <p>{t(`method.${part}.text`)}</p>
        </Section>
      ))}
      <Section title={t("method.check")} lead={t("method.checkText")}>
        <Row>
          <DownloadLink href={`/api/public/v1/releases?lang=${lang}`} small newTab>
            {t("method.releases")}
          </DownloadLink>
          <DownloadLink href={`/api/public/v1/key?lang=${lang}`} small newTab>
            {t("method.key")}
          </DownloadLink>
        </Row>
      </Section>
    </Page>
  );
}
