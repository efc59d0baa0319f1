import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Facts } from "~/components/Bits";
import { Card } from "~/components/Layouts";
import { areaName } from "~/lib/area";
import { day, happened } from "~/lib/dates";
import { useLang, usePath } from "~/lib/lang";
import { money, toMinor } from "~/lib/money";
import { useDraft } from "./draft/DraftContext";
import { happenedOn, isOutgoing } from "./draft/draft";
import { type StepId, visibleSteps } from "./draft/steps";
import { useIssues } from "./queries";
import { destination } from "./submitting";

/** Everything that is about to be sent, in short, each line with the way back to its question. */
export function Summary() {
  const { t } = useTranslation("report");
  const lang = useLang();
  const { draft } = useDraft();
  const issues = useIssues();
  const issue = issues.data?.issues.find((one) => one.id === draft.issueId);
  const minor = draft.amount.text ? toMinor(draft.amount.text, draft.amount.currency, lang) : null;
  const cases = {
    join: draft.joining?.title ?? "",
    open: t("send.caseOpen", { title: draft.opening.title }),
    none: t("send.caseNone"),
  };
  const { did, on, how, ticket, answer } = draft.asked;
  const way = how ? t(`asked.ways.${how as "chat"}`) : null;
  const asked = did
    ? [on && day(on, lang), way, ticket, answer].filter(Boolean).join(", ") || t("send.yes")
    : null;
  const { precision, text } = draft.when;
  const when = [
    happened(happenedOn(draft), precision ?? "unknown", lang),
    precision === "about" ? text.trim() : "",
  ]
    .filter(Boolean)
    .join(", ");
  const kept = draft.files.filter((file) => file.keptByMe).length;
  const lines: [StepId, string, string | null | undefined][] = [
    ["company", t("send.company"), draft.company?.name],
    ["issue", t("send.issue"), issue?.name ?? (issues.isSuccess ? t("issue.unspecified") : null)],
    ["when", t("send.when"), when],
    ["amount", t("send.amount"), money(minor, draft.amount.currency, lang)],
    ["area", t("send.area"), draft.area ? areaName(draft.area, lang) : null],
    ["asked", t("send.asked"), asked || null],
    ["story", t("send.story"), draft.narrative],
    ["match", t("send.case"), cases[destination(draft)]],
    ["evidence", t("send.files"), t("send.fileCount", { n: draft.files.length - kept, kept })],
    ["seen", t("send.seen"), draft.seen ? t(`seen.${draft.seen}`) : null],
  ];
  return (
    <Card>
      <h2>{t("send.summary")}</h2>
      <Facts
        items={lines
          .filter(([, , value]) => value)
          .map(([step, name, value]) => ({
            name,
            value: <Line step={step} name={name} value={value ?? ""} />,
          }))}
      />
    </Card>
  );
}

function Line({ step, name, value }: { step: StepId; name: string; value: string }) {
  const { t } = useTranslation("report");
  const path = usePath();
  const { draft } = useDraft();
  const short = value.length > 80 ? `${value.slice(0, 80)}…` : value;
  return (
    <>
      {short}{" "}
      {!isOutgoing(draft) && visibleSteps(draft).includes(step) && (
        <Link to={path(`/report/${step}`)}>
          {t("send.change")}
          <span className="sr"> {name}</span>
        </Link>
      )}
    </>
  );
}
