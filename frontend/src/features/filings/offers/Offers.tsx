import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Badge, Facts, More } from "~/components/Bits";
import { Button } from "~/components/Button";
import { Choice } from "~/components/Choice";
import { SelectField, TextBox, TextField } from "~/components/Field";
import { Card, Muted, Prose, Row, Section } from "~/components/Layouts";
import { Notice } from "~/components/Notice";
import { Failure } from "~/components/States";
import { TakeBack } from "~/components/TakeBack";
import { Arrive } from "~/lib/arrive";
import { day, today } from "~/lib/dates";
import { useLang } from "~/lib/lang";
import { CURRENCIES, money, toMinor } from "~/lib/money";
import { number } from "~/lib/numbers";
import { problemWords } from "~/lib/problemWords";
import type { FilingRead } from "../queries";
import { type OfferRead, useAnswerOffer, useOffers, useRecordOffer, useTakeOfferBack } from "./queries";

const ANSWERS = ["accept", "decline", "undecided"] as const;

/** What the company offers: each member answers for themselves, organizers see how many. */
export function Offers({ reference }: { reference: string }) {
  const { t } = useTranslation("group");
  const found = useOffers(reference);
  if (!found.isError && !found.data?.length) return null;
  return (
    <Section id="offers" title={t("offer.title")} lead={t("offer.lead")}>
      <Arrive at="offers" />
      {found.isError && <Failure message={problemWords(found.error, t)} retry={() => found.refetch()} />}
      {found.data?.map((one) => (
        <OfferCard key={one.reference} reference={reference} one={one} />
      ))}
    </Section>
  );
}

function OfferCard({ reference, one }: { reference: string; one: OfferRead }) {
  const { t } = useTranslation("group");
  const lang = useLang();
  const takeBack = useTakeOfferBack(reference);
  return (
    <Card as="article">
      <Row between>
        <Badge tone={one.open ? "warn" : "plain"}>{t(one.open ? "poll.open" : "poll.closed")}</Badge>
        <Muted as="span" small>
          {t("offer.by", { date: day(one.answer_by, lang) })}
        </Muted>
      </Row>
      <Facts items={[{ name: t("offer.each"), value: money(one.amount_minor, one.currency, lang) }]} />
      <Prose lang={one.lang}>{one.terms}</Prose>
      {one.figures && (
        <Muted>
          {t("offer.figures", {
            accept: number(one.figures.accept, lang),
            decline: number(one.figures.decline, lang),
            undecided: number(one.figures.undecided, lang),
          })}
        </Muted>
      )}
      <Answer key={one.my_answer} reference={reference} one={one} />
      {one.figures && one.open && (
        <TakeBack
          does={t("takeBack")}
          title={t("takingBack.title.offer")}
          text={t("takingBack.text.offer")}
          act={takeBack}
          body={one.reference}
          done={t("takingBack.done")}
        />
      )}
    </Card>
  );
}

function Answer({ reference, one }: { reference: string; one: OfferRead }) {
  const { t } = useTranslation(["group", "common"]);
  const [picked, setPicked] = useState(one.my_answer);
  const send = useAnswerOffer(reference);
  const said = one.my_answer && t(`group:offer.answers.${one.my_answer as "accept"}`);
  if (!one.may_answer) return said ? <Muted small>{t("group:poll.mine", { choice: said })}</Muted> : null;
  return (
    <>
      <Choice
        legend={t("group:offer.question")}
        value={picked}
        onChange={setPicked}
        options={ANSWERS.map((value) => ({ value, label: t(`group:offer.answers.${value}`) }))}
      />
      {send.isError && <Failure message={problemWords(send.error, t)} />}
      {said && (
        <Notice tone="good" live>
          {t("group:poll.mine", { choice: said })}
        </Notice>
      )}
      <div>
        <Button
          small
          busy={send.isPending}
          disabled={picked === null || picked === one.my_answer}
          onClick={() => send.mutate({ offer: one.reference, value: picked as "accept" })}
        >
          {t(one.my_answer ? "group:poll.change" : "group:poll.answer")}
        </Button>
      </div>
      <Muted small>{t("group:offer.rule")}</Muted>
    </>
  );
}

/** Writes down an offer that came with an answer to a filing, and asks every member. */
export function RecordOffer({ reference, filings }: { reference: string; filings: FilingRead[] }) {
  const { t } = useTranslation("group");
  const lang = useLang();
  const answered = filings.filter((one) => one.responses.length > 0);
  const [terms, setTerms] = useState("");
  const [amount, setAmount] = useState("");
  const [currency, setCurrency] = useState<string>("CNY");
  const [by, setBy] = useState("");
  const [filing, setFiling] = useState("");
  const send = useRecordOffer(reference);
  if (answered.length === 0) return null;
  const chosen = filing || (answered[0]?.reference ?? "");
  const minor = amount.trim() ? toMinor(amount, currency, lang) : null;
  const lack = amount.trim() && minor === null ? t("offer.badAmount") : null;
  const record = () =>
    send.mutate(
      {
        filing: chosen,
        terms: terms.trim(),
        amount_minor: minor,
        currency: minor === null ? null : currency,
        lang,
        answer_by: by,
      },
      { onSuccess: () => setTerms("") },
    );
  return (
    <More summary={t("offer.record")}>
      <SelectField
        label={t("offer.filing")}
        value={chosen}
        onChange={setFiling}
        options={answered.map((one) => ({
          value: one.reference,
          label: `${one.channel_name} ${one.reference}`,
        }))}
      />
      <TextBox label={t("offer.terms")} maxLength={4000} rows={4} value={terms} onChange={setTerms} />
      <TextField
        label={t("offer.each")}
        optional
        error={lack}
        hint={minor === null ? undefined : t("offer.read", { amount: money(minor, currency, lang) })}
        inputMode="decimal"
        value={amount}
        onChange={setAmount}
      />
      <SelectField
        label={t("offer.currency")}
        value={currency}
        onChange={setCurrency}
        options={CURRENCIES.map((value) => ({ value, label: value }))}
      />
      <TextField label={t("offer.lastDay")} type="date" min={today()} value={by} onChange={setBy} />
      {send.isError && <Failure message={problemWords(send.error, t)} />}
      {send.isSuccess && !terms && (
        <Notice tone="good" live>
          {t("offer.sent")}
        </Notice>
      )}
      <div>
        <Button small busy={send.isPending} disabled={!terms.trim() || !by || lack !== null} onClick={record}>
          {t("offer.ask")}
        </Button>
      </div>
    </More>
  );
}
