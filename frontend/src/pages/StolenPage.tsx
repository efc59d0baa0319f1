import { useTranslation } from "react-i18next";
import { ButtonLink } from "~/components/Button";
import { Card, Page, Row, Section, Stack } from "~/components/Layouts";
import { Dialable } from "~/components/Links";
import { Notice } from "~/components/Notice";
import { usePath } from "~/lib/lang";
import { POLICE } from "~/lib/police";

/** Freeze, police, evidence: before any complaint. Works without the server. */
export function Component() {
  const { t } = useTranslation(["home", "common"]);
  const path = usePath();
  return (
    <Page title={t("home:stolenPage.title")} lead={t("home:stolenPage.lead")} narrow>
      <Stack as="ol">
        {([1, 2, 3, 4, 5] as const).map((step) => (
          <Card as="li" key={step}>
            <h2>
              <span className="num">{step}.</span> {t(`home:stolenPage.${step}.title`)}
            </h2>
            <p>
              <Dialable text={t(`home:stolenPage.${step}.text`)} number={POLICE} />
            </p>
          </Card>
        ))}
      </Stack>
      <Notice tone="danger">{t("home:stolenPage.warning")}</Notice>
      <Section title={t("home:stolenPage.then")} lead={t("home:stolenPage.thenText")}>
        <Row>
          <ButtonLink to={path("/report")}>{t("home:tell")}</ButtonLink>
          <ButtonLink to={path("/channels")} tone="quiet">
            {t("common:nav.channels")}
          </ButtonLink>
        </Row>
      </Section>
    </Page>
  );
}
