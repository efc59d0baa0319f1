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
import { companyOf, destination } from "./submitting";

type Said = [StepId, string, string | null | undefined];

/** Every answer that is about to be sent, under its name and with its question; what was not said has no value. */
function useAnswers(): Said[] {
  const { t } = useTranslation(["report", "common"]);
  const lang = useLang();
  const { draft } = useDraft();
  const issues = useIssues();
  const issue = issues.data?.issues.find((one) => one.id === draft.issueId);
  const minor = draft.amount.text ? toMinor(draft.amount.text, draft.amount.currency, lang) : null;
  const { asked, approached, feeDemanded, issueTraits, when, opening } = draft;
  const where = destination(draft);
  const cases = {
    join: draft.joining?.title ?? "",
    open: t("report:send.caseOpen", { title: opening.title }),
    none: t("report:send.caseNone"),
  };
  const fee = feeDemanded === null ? null : t(feeDemanded ? "common:yes" : "common:no");
  const way = asked.how ? t(`report:asked.ways.${asked.how as "chat"}`) : null;
  const about = when.precision === "about" ? when.text.trim() : null;
  const bodies = draft.authorities.map((one) => inOne([one.name.trim(), day(one.on, lang), one.number]));
  const remedies = draft.remedies.map((one) => t(`common:remedies.${one as "refund"}`));
  const kept = draft.files.filter((file) => file.keptByMe).length;
  const files = t("report:send.fileCount", { n: draft.files.length - kept, kept });
  return [
    ["company", t("report:send.company"), companyOf(draft)?.name],
    [
      "issue",
      t("report:send.issue"),
      issue?.name ?? (issues.isSuccess ? t("report:issue.unspecified") : null),
    ],
    ["scam", t("report:send.fee"), issueTraits.asksFee ? fee : null],
    [
      "when",
      t("report:send.when"),
      inOne([happened(happenedOn(draft), when.precision ?? "unknown", lang), about]),
    ],
    ["amount", t("report:send.amount"), money(minor, draft.amount.currency, lang)],
    ["amount", t("report:send.order"), draft.orderNumber.trim()],
    ["area", t("report:send.area"), draft.area ? areaName(draft.area, lang) : null],
    [
      "asked",
      t("report:send.asked"),
      asked.did ? inOne([day(asked.on, lang), way, asked.ticket, asked.answer]) : null,
    ],
    ["authorities", t("report:send.authorities"), approached ? bodies.join("; ") : null],
    ["money", t("report:send.moneyKind"), draft.moneyKind ? t(`report:money.${draft.moneyKind}`) : null],
    ["remedy", t("report:send.remedies"), inOne(remedies)],
    ["story", t("report:send.story"), draft.narrative],
    ["match", t("report:send.case"), cases[where]],
    ["match", t("report:send.caseSummary"), where === "open" ? opening.summary.trim() : null],
    ["evidence", t("report:send.files"), files],
    ["seen", t("report:send.seen"), draft.seen ? t(`report:seen.${draft.seen}`) : null],
  ];
}

function inOne(parts: (string | null)[]): string {
  return parts.filter(Boolean).join(", ");
}

/** Everything that is about to be sent, in short, each line with the way back to its question. */
export function Summary() {
  const { t } = useTranslation("report");
  const lines = useAnswers();
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
