import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { Facts } from "~/components/Bits";
import { Button, ButtonLink } from "~/components/Button";
import { CopyField } from "~/components/CopyField";
import { Card, Muted, Page, Row, Section, Stack } from "~/components/Layouts";
import { Dialable } from "~/components/Links";
import { Notice } from "~/components/Notice";
import { usePath } from "~/lib/lang";
import { POLICE } from "~/lib/police";
import { useDraft } from "./draft/DraftContext";
import { looksLikeScam, waitingFiles } from "./draft/draft";
import { useLeaving } from "./Leaving";
import { PendingFiles } from "./PendingFiles";

/** After sending: no secret on it, what happens next, where to withdraw, and the files on their way. */
export function Receipt() {
  const { t } = useTranslation("report");
  const path = usePath();
  const navigate = useNavigate();
  const { draft, forget } = useDraft();
  const { leave, asking } = useLeaving();
  const sent = draft.sent;
  if (!sent) {
    return (
      <Page title={t("start.title")} narrow>
        <div>
          <ButtonLink to={path("/report")}>{t("start.begin")}</ButtonLink>
        </div>
      </Page>
    );
  }
  const waiting = waitingFiles(draft).length > 0;
  const again = () => forget().then(() => navigate(path("/report")));
  return (
    <Page
      title={t("receipt.title")}
      tab={t("windowTitle")}
      lead={t(sent.caseReference ? "receipt.lead" : "receipt.leadNoCase")}
      narrow
    >
      {looksLikeScam(draft) && (
        <Notice tone="danger" title={t("receipt.scamTitle")}>
          <p>
            <Dialable text={t("scam.stop3")} number={POLICE} />
          </p>
        </Notice>
      )}
      <Card>
        <Facts
          items={[
            { name: t("receipt.reference"), value: sent.reportReference },
            { name: t("send.case"), value: sent.caseReference && sent.caseTitle },
          ]}
        />
      </Card>
      <PendingFiles reportId={sent.reportId} />
      {draft.opened && sent.caseReference && (
        <Section title={t("receipt.linkTitle")}>
          <Muted>{t("receipt.linkNote")}</Muted>
          <CopyField
            label={t("receipt.link")}
            value={window.location.origin + path(`/cases/${sent.caseReference}`)}
          />
        </Section>
      )}
      <Section title={t("receipt.nextTitle")}>
        <Stack as="ol" tight>
          <li>{t("receipt.next1")}</li>
          <li>{t("receipt.next2")}</li>
          <li>{t("receipt.next3")}</li>
        </Stack>
        <Notice>{t(waiting ? "receipt.noSecretYet" : "receipt.noSecret")}</Notice>
        <Row>
          <ButtonLink to={path("/me")}>{t("receipt.mine")}</ButtonLink>
          {sent.caseReference && (
            <ButtonLink to={path(`/cases/${sent.caseReference}`)} tone="quiet">
              {t("receipt.case")}
            </ButtonLink>
          )}
          <Button tone="plain" onClick={() => leave(again)} disabled={waiting}>
            {t("receipt.another")}
          </Button>
        </Row>
        {asking}
      </Section>
    </Page>
  );
}
