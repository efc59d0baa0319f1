import { useTranslation } from "react-i18next";
import { Card, Muted, Stack } from "~/components/Layouts";
import { useIssues } from "./queries";

/** What often helps before a complaint; the way on stays open. */
export function SelfHelp({ issueId }: { issueId: string }) {
  const { t } = useTranslation("report");
  const issues = useIssues();
  const issue = issues.data?.issues.find((one) => one.id === issueId);
  if (!issue || issue.first_actions.length === 0) return null;
  return (
    <Card>
      <h2>{t("selfHelp.title")}</h2>
      <Muted small>{t("selfHelp.lead", { issue: issue.name })}</Muted>
      <Stack as="ul" tight>
        {issue.first_actions.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </Stack>
      <Muted small>{t("selfHelp.goOn")}</Muted>
    </Card>
  );
}
