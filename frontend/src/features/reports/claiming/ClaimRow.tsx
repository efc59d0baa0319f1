import { type ComponentType, type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "react-router";
import { More } from "~/components/Bits";
import { Button, ButtonLink } from "~/components/Button";
import { Check, Choice } from "~/components/Choice";
import { TextField } from "~/components/Field";
import { Card, Muted, Section, Stack } from "~/components/Layouts";
import { Notice } from "~/components/Notice";
import { Failure, Loading } from "~/components/States";
import { nameIn, useLang, usePath } from "~/lib/lang";
import { problemWords } from "~/lib/problemWords";
import { useConsentTexts } from "../queries";
import { Objection } from "./Objection";
import { type Choice as Choosing, useClaimByDetails, useClaimPage, useClaimRows } from "./queries";

/** The group's link: take over one's own row with one's own contact, or have it erased. */
export function ClaimRow({ SignedIn }: { SignedIn: ComponentType<{ children: ReactNode }> }) {
  const { t } = useTranslation(["claim", "common"]);
  const lang = useLang();
  const token = useLocation().hash.slice(1);
  const page = useClaimPage(token);
  if (token.length <= 10) return <Notice tone="warn">{t("common:linkCut")}</Notice>;
  if (page.isPending) return <Loading />;
  if (page.isError) return <Failure message={problemWords(page.error, t)} retry={() => page.refetch()} />;
  const company = nameIn(page.data.respondent_names, lang);
  return (
    <Stack>
      <Card>
        <p>{t("claim:about", { company, days: page.data.claim_days })}</p>
        {page.data.case_title && <strong>{page.data.case_title}</strong>}
        {page.data.agreed && <Muted small>{t("claim:agreed", { text: page.data.agreed })}</Muted>}
      </Card>
      <SignedIn>
        <Claim token={token} />
      </SignedIn>
      <Objection token={token} />
    </Stack>
  );
}

const CHOICES = ["counted_only", "named_to_regulator", "named_to_company"] as const;

function Claim({ token }: { token: string }) {
  const { t } = useTranslation(["claim", "report"]);
  const path = usePath();
  const texts = useConsentTexts();
  const [choice, setChoice] = useState<Choosing>("counted_only");
  const [agreed, setAgreed] = useState({ sensitive: false, counting: false });
  const claim = useClaimRows(token);
  if (claim.data && claim.data.reports.length > 0) {
    return (
      <Notice tone="good" title={t("claim:done", { n: claim.data.reports.length })} live>
        {claim.data.unread.length > 0 && <p>{t("claim:unread")}</p>}
        {claim.data.unread.map((one) => (
          <Muted small key={one.report_id + one.field}>
            {one.text} · <Link to={path(`/me/reports/${one.report_id}`)}>{t("claim:check")}</Link>
          </Muted>
        ))}
        <div>
          <ButtonLink to={path("/me")}>{t("report:receipt.mine")}</ButtonLink>
        </div>
      </Notice>
    );
  }
  // Nobody agrees to words that do not stand there.
  if (texts.isPending) return <Loading />;
  if (texts.isError) return <Failure message={problemWords(texts.error, t)} retry={() => texts.refetch()} />;
  const exact = (purpose: string) => texts.data.find((one) => one.purpose === purpose)?.text ?? "";
  const notes: Record<Choosing, string> = {
    counted_only: t("report:seen.countedNote"),
    named_to_regulator: exact("named_to_regulator"),
    named_to_company: exact("named_to_company"),
  };
  const ready = agreed.sensitive && agreed.counting;
  return (
    <Section title={t("claim:title")} lead={t("claim:lead")}>
      <Choice
        legend={t("report:seen.legend")}
        options={CHOICES.map((value) => ({ value, label: t(`claim:choices.${value}`), note: notes[value] }))}
        value={choice}
        onChange={(value) => setChoice(value as Choosing)}
      />
      <Check
        checked={agreed.sensitive}
        onChange={(sensitive) => setAgreed({ ...agreed, sensitive })}
        label={exact("sensitive_data")}
      />
      <Check
        checked={agreed.counting}
        onChange={(counting) => setAgreed({ ...agreed, counting })}
        label={exact("counting")}
      />
      {claim.isError && <Failure message={problemWords(claim.error, t)} />}
      <Button wide disabled={!ready} busy={claim.isPending} onClick={() => claim.mutate(choice)}>
        {t("claim:button")}
      </Button>
      {claim.data && (
        <Notice tone="warn" live>
          {t("claim:notFound")}
        </Notice>
      )}
      <More summary={t("claim:byDetails")} open={claim.data?.reports.length === 0}>
        <ByDetails token={token} choice={choice} ready={ready} />
      </More>
    </Section>
  );
}

function ByDetails({ token, choice, ready }: { token: string; choice: Choosing; ready: boolean }) {
  const { t } = useTranslation(["claim", "report"]);
  const [said, setSaid] = useState({ name: "", amount: "", happened: "", order: "" });
  const ask = useClaimByDetails(token);
  if (ask.isSuccess) {
    return (
      <Notice tone="good" live>
        {t("claim:asked")}
      </Notice>
    );
  }
  return (
    <Stack>
      {(["name", "amount", "happened", "order"] as const).map((field) => (
        <TextField
          key={field}
          label={t(`claim:fields.${field}`)}
          optional={field !== "name"}
          maxLength={200}
          value={said[field]}
          onChange={(value) => setSaid({ ...said, [field]: value })}
        />
      ))}
      {!ready && <Muted small>{t("report:missing.consents")}</Muted>}
      {ask.isError && <Failure message={problemWords(ask.error, t)} />}
      <div>
        <Button
          tone="quiet"
          disabled={!ready || !said.name.trim()}
          busy={ask.isPending}
          onClick={() => ask.mutate({ ...said, choice })}
        >
          {t("claim:ask")}
        </Button>
      </div>
    </Stack>
  );
}
