import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Facts, More } from "~/components/Bits";
import { Button } from "~/components/Button";
import { Card, Muted, Row, Section } from "~/components/Layouts";
import { FirstFailure, MoreButton } from "~/components/MoreButton";
import { Failure, Loading } from "~/components/States";
import { SureDialog } from "~/components/SureDialog";
import { day } from "~/lib/dates";
import { useLang, usePath } from "~/lib/lang";
import { problemWords } from "~/lib/problemWords";
import { type ConsentRead, useConsents, useTakeBack } from "./queries";

/** Every permission: its exact words, who gets it, how to take it back; what takes a report out is asked first. */
export function MyConsents() {
  const { t } = useTranslation(["account", "common"]);
  const found = useConsents();
  const takeBack = useTakeBack();
  const ending = useTakeBack();
  const [asking, setAsking] = useState<ConsentRead | null>(null);
  const press = (one: ConsentRead) => (one.ends_report ? setAsking(one) : takeBack.mutate(one.id));
  const all = found.data?.pages.flatMap((page) => page.items) ?? [];
  const live = all.filter((one) => !one.withdrawn_on);
  const past = all.filter((one) => one.withdrawn_on);
  return (
    <Section title={t("account:me.consents")} lead={t("account:consents.lead")}>
      {found.isPending && <Loading />}
      <FirstFailure found={found} />
      {takeBack.isError && <Failure message={problemWords(takeBack.error, t)} />}
      {found.isSuccess && !found.hasNextPage && live.length === 0 && (
        <Muted>{t("account:consents.none")}</Muted>
      )}
      {live.map((one) => (
        <Consent key={one.id} one={one}>
          <Button tone="quiet" small busy={takeBack.isPending} onClick={() => press(one)}>
            {t("account:consents.takeBack")}
            <span className="sr">{t(`account:consents.purposes.${one.purpose as "counting"}`)}</span>
          </Button>
        </Consent>
      ))}
      {past.length > 0 && (
        <More summary={t("account:consents.past", { n: past.length })}>
          {past.map((one) => (
            <Consent key={one.id} one={one} />
          ))}
        </More>
      )}
      <MoreButton found={found} />
      <EndsReport one={asking} act={ending} onClose={() => setAsking(null)} />
    </Section>
  );
}

/** A report can't be without this permission: what is lost and what stays is said before it goes. */
function EndsReport({
  one,
  act,
  onClose,
}: {
  one: ConsentRead | null;
  act: ReturnType<typeof useTakeBack>;
  onClose: () => void;
}) {
  const { t } = useTranslation("account");
  const path = usePath();
  return (
    <SureDialog
      open={one !== null}
      onClose={onClose}
      title={t("consents.endTitle")}
      does={t("consents.endDo")}
      act={act}
      body={one?.id ?? ""}
    >
      <p>{one && `${t(`consents.purposes.${one.purpose as "counting"}`)} · ${one.report_reference}`}</p>
      <p>{t("consents.endText")}</p>
      <p>{t("consents.endStays")}</p>
      {one?.report_id && <Link to={path(`/me/reports/${one.report_id}`)}>{t("consents.endReport")}</Link>}
    </SureDialog>
  );
}

function Consent({ one, children }: { one: ConsentRead; children?: ReactNode }) {
  const { t } = useTranslation("account");
  const lang = useLang();
  const path = usePath();
  const about = one.case_reference ? (
    <Link to={path(`/cases/${one.case_reference}`)}>{one.case_title}</Link>
  ) : (
    one.report_reference && t("consents.report", { reference: one.report_reference })
  );
  const fields = one.fields.map((field) => t(`share.fields.${field as "narrative"}`)).join(" · ");
  return (
    <Card as="article">
      <Row between>
        <h3>{t(`consents.purposes.${one.purpose as "counting"}`)}</h3>
        {children}
      </Row>
      <Muted small>{one.text ?? t("consents.reworded")}</Muted>
      <Facts
        items={[
          {
            name: t("consents.recipient"),
            value: t(`consents.recipients.${one.recipient_kind}`, {
              name: one.recipient_name,
              letter: one.letter,
            }),
          },
          { name: t("consents.fields"), value: fields },
          { name: t("consents.about"), value: about },
          { name: t("consents.given"), value: day(one.granted_on, lang) },
          { name: t("consents.withdrawn"), value: day(one.withdrawn_on, lang) },
        ]}
      />
    </Card>
  );
}
