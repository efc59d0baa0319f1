import { Fragment, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { ButtonLink } from "~/components/Button";
import { Checks, Choice } from "~/components/Choice";
import { Stack } from "~/components/Layouts";
import { Dialable } from "~/components/Links";
import { Notice } from "~/components/Notice";
import { Failure, Loading } from "~/components/States";
import { usePath } from "~/lib/lang";
import { POLICE } from "~/lib/police";
import { problemWords } from "~/lib/problemWords";
import { REMEDIES } from "../choices";
import { useDraft, usePart } from "../draft/DraftContext";
import { type MoneyKind, withIssue } from "../draft/draft";
import { useIssues } from "../queries";

/** The kinds of problem in plain words, grouped; "I can't say" is a full answer. */
export function IssueStep() {
  const { t } = useTranslation("report");
  const { draft, change } = useDraft();
  const issues = useIssues();
  if (issues.isPending) return <Loading />;
  if (issues.isError)
    return <Failure message={problemWords(issues.error, t)} retry={() => issues.refetch()} />;
  const chosen = issues.data.issues.find((issue) => issue.id === draft.issueId);
  const choose = (issueId: string) =>
    change((old) =>
      withIssue(
        old,
        issueId,
        issues.data.issues.find((issue) => issue.id === issueId),
      ),
    );
  return (
    <>
      {issues.data.groups.map((group) => (
        <Fragment key={group.id}>
          <Choice
            legend={group.name}
            options={issues.data.issues
              .filter((issue) => issue.group === group.id && issue.id !== "unspecified")
              .map((issue) => ({
                value: issue.id,
                label: issue.name,
                note: issue.description,
              }))}
            value={draft.issueId}
            onChange={choose}
          />
          {chosen?.urgent && chosen.group === group.id && <Urgent />}
        </Fragment>
      ))}
      <Choice
        legend={t("issue.unsure")}
        options={[{ value: "unspecified", label: t("issue.unspecified"), note: t("issue.unspecifiedNote") }]}
        value={draft.issueId}
        onChange={choose}
      />
    </>
  );
}

/** Stands right under the answer that calls for it, and comes into sight. */
function Urgent() {
  const { t } = useTranslation("report");
  const path = usePath();
  const shown = useRef<HTMLDivElement>(null);
  useEffect(() => shown.current?.scrollIntoView?.({ block: "center" }), []);
  return (
    <div ref={shown}>
      <Notice tone="danger" title={t("issue.urgentTitle")} live>
        <p>{t("issue.urgent")}</p>
        <p>
          <Dialable text={t("scam.stop3")} number={POLICE} />
        </p>
        <ButtonLink to={path("/stolen")} small>
          {t("issue.urgentLink")}
        </ButtonLink>
      </Notice>
    </div>
  );
}

/** Asked before anything else where money is held back. A yes changes everything that follows. */
export function ScamStep() {
  const { t } = useTranslation("report");
  const path = usePath();
  const [demanded, setDemanded] = usePart("feeDemanded");
  return (
    <>
      <Choice
        legend={t("steps.scam.title")}
        hideLegend
        options={[
          { value: "yes", label: t("scam.yes"), note: t("scam.yesNote") },
          { value: "no", label: t("scam.no") },
        ]}
        value={demanded === null ? null : demanded ? "yes" : "no"}
        onChange={(value) => setDemanded(value === "yes")}
      />
      {demanded && (
        <Notice tone="danger" title={t("scam.stopTitle")} live>
          <Stack as="ol" tight>
            <li>{t("scam.stop1")}</li>
            <li>{t("scam.stop2")}</li>
            <li>
              <Dialable text={t("scam.stop3")} number={POLICE} />
            </li>
            <li>{t("scam.stop4")}</li>
          </Stack>
          <p>{t("scam.noLetter")}</p>
          <ButtonLink to={path("/stolen")} small>
            {t("issue.urgentLink")}
          </ButtonLink>
        </Notice>
      )}
    </>
  );
}

export function MoneyStep() {
  const { t } = useTranslation("report");
  const [kind, setKind] = usePart("moneyKind");
  const options = (["licensed", "virtual", "unknown"] as const).map((value) => ({
    value,
    label: t(`money.${value}`),
    note: t(`money.${value}Note`),
  }));
  return (
    <>
      <Choice
        legend={t("steps.money.title")}
        hideLegend
        options={options}
        value={kind}
        onChange={(value) => setKind(value as MoneyKind)}
      />
      {kind === "virtual" && <Notice tone="warn">{t("money.virtualWarning")}</Notice>}
    </>
  );
}

/** What would put it right. */
export function RemedyStep() {
  const { t } = useTranslation(["report", "common"]);
  const [remedies, setRemedies] = usePart("remedies");
  return (
    <Checks
      legend={t("report:steps.remedy.title")}
      hideLegend
      options={REMEDIES.map((value) => ({ value, label: t(`common:remedies.${value}`) }))}
      values={remedies}
      onChange={setRemedies}
    />
  );
}
