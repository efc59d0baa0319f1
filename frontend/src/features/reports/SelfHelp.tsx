import { useTranslation } from "react-i18next";
import { Card, Muted, Stack } from "~/components/Layouts";
import { nameIn, useLang } from "~/lib/lang";
import { useIssues } from "./queries";

/** What often helps before a complaint; the way on stays open. */
export function SelfHelp({ issueId }: { issueId: string }) {
  const { t } = useTranslation("report");
  const lang = useLang();
  const issues = useIssues();
  const issue = issues.data?.issues.find((one) => one.id === issueId);
  const steps = issue?.first_actions[lang] ?? issue?.first_actions[lang === "zh" ? "zh" : "en"] ?? [];
  if (!issue || steps.length === 0) return null;
  return (
    <Card>
      <h2>{t("selfHelp.title")}</h2>
      <Muted small>{t("selfHelp.lead", { issue: nameIn(issue.names, lang) })}</Muted>
      <Stack as="ul" tight>
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </Stack>
      <Muted small>{t("selfHelp.goOn")}</Muted>
    </Card>
  );
}
