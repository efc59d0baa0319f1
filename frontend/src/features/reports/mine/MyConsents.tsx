import { useTranslation } from "react-i18next";
import { Button } from "~/components/Button";
import { Card, Muted, Row, Section } from "~/components/Layouts";
import { Failure, Loading } from "~/components/States";
import { day } from "~/lib/dates";
import { useLang } from "~/lib/lang";
import { problemWords } from "~/lib/problemWords";
import { useConsents, useConsentTexts, useTakeBack } from "./queries";

/** Every permission by itself, with its exact words, each withdrawable in one step. */
export function MyConsents() {
  const { t } = useTranslation(["account", "common"]);
  const lang = useLang();
  const found = useConsents();
  const texts = useConsentTexts();
  const takeBack = useTakeBack();
  return (
    <Section title={t("account:me.consents")} lead={t("account:consents.lead")}>
      {found.isPending && <Loading />}
      {found.isError && <Failure message={problemWords(found.error, t)} retry={() => found.refetch()} />}
      {takeBack.isError && <Failure message={problemWords(takeBack.error, t)} />}
      {found.data?.length === 0 && <Muted>{t("account:consents.none")}</Muted>}
      {found.data?.map((one) => (
        <Card key={one.id}>
          <Row between>
            <strong>{t(`account:consents.purposes.${one.purpose as "counting"}`)}</strong>
            {!one.withdrawn_on && (
              <Button tone="quiet" small busy={takeBack.isPending} onClick={() => takeBack.mutate(one.id)}>
                {t("account:consents.takeBack")}
              </Button>
            )}
          </Row>
          <Muted small>{texts.data?.find((text) => text.purpose === one.purpose)?.text}</Muted>
          {one.fields.length > 0 && (
            <Muted small>
              {one.fields.map((field) => t(`account:share.fields.${field as "narrative"}`)).join(" · ")}
            </Muted>
          )}
          <Muted small>
            {t("account:consents.grantedAt", { date: day(one.granted_on, lang) })}
            {one.withdrawn_on &&
              ` · ${t("account:consents.withdrawnAt", { date: day(one.withdrawn_on, lang) })}`}
          </Muted>
        </Card>
      ))}
    </Section>
  );
}
