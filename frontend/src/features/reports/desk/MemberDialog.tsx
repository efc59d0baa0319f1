import { useTranslation } from "react-i18next";
import { Badge, Facts } from "~/components/Bits";
import { Button } from "~/components/Button";
import { Dialog } from "~/components/Dialog";
import { Card, Muted, Prose, Row, Stack } from "~/components/Layouts";
import { Failure, Loading } from "~/components/States";
import { areaName } from "~/lib/area";
import { happened } from "~/lib/dates";
import { useLang } from "~/lib/lang";
import { money } from "~/lib/money";
import { problemWords } from "~/lib/problemWords";
import { type MemberDetail, useAccept, useMember } from "./queries";
import { RejectReport } from "./RejectReport";
import { SetAside } from "./SetAside";

/** One member: every report with the words that were granted, and what can be decided about it. */
export function MemberDialog({
  reference,
  id,
  onClose,
}: {
  reference: string;
  id: string;
  onClose: () => void;
}) {
  const { t } = useTranslation(["desk", "common"]);
  const found = useMember(reference, id);
  const member = found.data;
  return (
    <Dialog
      open
      onClose={onClose}
      title={member ? (member.nickname ?? member.pseudonym) : t("desk:members.more")}
      actions={
        <Button tone="quiet" onClick={onClose}>
          {t("common:close")}
        </Button>
      }
    >
      {found.isPending && <Loading lines={5} />}
      {found.isError && <Failure message={problemWords(found.error, t)} retry={() => found.refetch()} />}
      {member && (
        <Stack>
          <Facts
            items={[
              { name: t("desk:members.alias"), value: member.pseudonym },
              { name: t("desk:members.fields.contact"), value: member.contacts.join(" · ") },
              {
                name: t("desk:members.granted"),
                value: member.granted.map((one) => t(`desk:members.fields.${one as "contact"}`)).join(" · "),
              },
              {
                name: t("desk:members.approval"),
                value: t(`desk:filters.approvalIs.${(member.approval ?? "none") as "none"}`),
              },
            ]}
          />
          {member.reports.map((report) => (
            <OneReport key={report.id} reference={reference} member={member} report={report} />
          ))}
          <SetAside reference={reference} member={member} />
        </Stack>
      )}
    </Dialog>
  );
}

function OneReport({
  reference,
  member,
  report,
}: {
  reference: string;
  member: MemberDetail;
  report: MemberDetail["reports"][number];
}) {
  const { t } = useTranslation(["desk", "common"]);
  const lang = useLang();
  const accept = useAccept(reference);
  const words = member.words.find((one) => one.id === report.id);
  const rejected = report.state === "rejected";
  return (
    <Card as="article">
      <Row between>
        <strong>{report.reference}</strong>
        <Badge tone={report.state === "incident" ? "good" : "plain"}>
          {t(`desk:members.states.${report.state as "incident"}`)}
        </Badge>
      </Row>
      <Facts
        items={[
          {
            name: t("desk:members.when"),
            value: happened(report.happened_on, report.happened_precision, lang),
          },
          { name: t("desk:members.amount"), value: money(report.amount_minor, report.currency, lang) },
          { name: t("desk:members.area"), value: areaName(report.area, lang) },
          { name: t("desk:members.files"), value: String(report.evidence_files) },
          { name: t("desk:members.fields.ticket"), value: words?.ticket },
        ]}
      />
      {words?.narrative ? <Prose>{words.narrative}</Prose> : <Muted>{t("desk:members.noWords")}</Muted>}
      {accept.isError && <Failure message={problemWords(accept.error, t)} />}
      {rejected ? (
        <div>
          <Button small busy={accept.isPending} onClick={() => accept.mutate(report.id)}>
            {t("desk:members.accept")}
          </Button>
        </div>
      ) : (
        <RejectReport reference={reference} report={report.id} />
      )}
    </Card>
  );
}
