import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Button } from "~/components/Button";
import { Card, Muted, Row, Section } from "~/components/Layouts";
import { Failure, Loading } from "~/components/States";
import { usePath } from "~/lib/lang";
import { problemWords } from "~/lib/problemWords";
import { OfferWords } from "../OfferWords";
import { OpenCase } from "./OpenCase";
import { type ReportRead, useJoinCase, useSuggestionsFor } from "./queries";

/** A report without a case: the cases that fit, one touch to join; or one it finds, or a new one. */
export function JoinLater({ report }: { report: ReportRead }) {
  const { t } = useTranslation(["account", "common"]);
  const path = usePath();
  const found = useSuggestionsFor(report);
  const join = useJoinCase();
  return (
    <Section title={t("account:later.title")} lead={t("account:later.lead")}>
      {found.isPending && <Loading lines={3} />}
      {found.isError && <Failure message={problemWords(found.error, t)} retry={() => found.refetch()} />}
      {found.data?.length === 0 && <Muted>{t("account:later.none")}</Muted>}
      {found.data?.map((offer) => (
        <Card key={offer.reference} as="article">
          <h3 lang={offer.lang}>
            <Link to={path(`/cases/${offer.reference}`)}>{offer.title}</Link>
          </h3>
          <Muted small>
            <OfferWords offer={offer} />
          </Muted>
          <Row>
            <Button
              small
              busy={join.isPending}
              onClick={() => join.mutate({ report_id: report.id, case_reference: offer.reference })}
            >
              {t("account:later.join")}
              <span className="sr">{offer.title}</span>
            </Button>
          </Row>
        </Card>
      ))}
      {join.isError && <Failure message={problemWords(join.error, t)} />}
      <Link to={path("/cases")}>{t("account:later.find")}</Link>
      <OpenCase report={report} />
    </Section>
  );
}
