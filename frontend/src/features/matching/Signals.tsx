import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Badge } from "~/components/Bits";
import { Button } from "~/components/Button";
import { SelectField } from "~/components/Field";
import { Card, Muted, Prose, Row, Stack } from "~/components/Layouts";
import { FirstFailure, MoreButton } from "~/components/MoreButton";
import { Empty, Failure, Loading } from "~/components/States";
import { moment } from "~/lib/dates";
import { useLang, usePath } from "~/lib/lang";
import { problemWords } from "~/lib/problemWords";
import {
  type Place,
  type SignalRead,
  type SignalState,
  useIsModerator,
  useReopenSignal,
  useSignals,
} from "./queries";
import { SignalReview } from "./SignalReview";

const STATES = ["open", "reviewed", "gone"] as const;

/** Signs that people may act together. They are flags: a human looks, and nobody is left out by a machine. */
export function Signals({ reference }: Place) {
  const { t } = useTranslation(["review", "common"]);
  const [state, setState] = useState<SignalState>("open");
  const found = useSignals({ reference }, state);
  const signals = found.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Stack>
      <Muted>{t("review:signals.lead")}</Muted>
      <SelectField
        label={t("review:shown.label")}
        value={state}
        onChange={(value) => setState(value as SignalState)}
        options={STATES.map((value) => ({ value, label: t(`review:signals.states.${value}`) }))}
      />
      {found.isPending && <Loading />}
      <FirstFailure found={found} />
      {found.isSuccess && signals.length === 0 && (
        <Empty title={t("review:signals.none")}>
          <p>{t("review:signals.noneText")}</p>
        </Empty>
      )}
      {signals.map((signal) => (
        <SignalCard key={signal.id} signal={signal} house={!reference} />
      ))}
      <MoreButton found={found} />
    </Stack>
  );
}

function SignalCard({ signal, house }: { signal: SignalRead; house: boolean }) {
  const { t } = useTranslation("review");
  const lang = useLang();
  const path = usePath();
  const moderator = useIsModerator();
  return (
    <Card as="article">
      <Row between>
        <h2>{t(`signals.kinds.${signal.kind as "template"}`)}</h2>
        <Badge tone={signal.state === "open" ? "warn" : "plain"}>
          {t("signals.size", { n: signal.size })}
        </Badge>
      </Row>
      {house && (
        <Link to={path(`/cases/${signal.case_reference}`)}>
          {signal.case_reference} · {signal.case_title}
        </Link>
      )}
      <Stack as="ul" tight>
        {signal.reasons.map((reason) => (
          <li key={reason.code}>{reason.text}</li>
        ))}
      </Stack>
      <Muted small>{t("signals.foundAt", { at: moment(signal.found_at, lang) })}</Muted>
      <Row>
        {signal.people.map((person) => (
          <Badge key={person.membership_id} tone={person.set_aside ? "danger" : "plain"}>
            {person.pseudonym}
            {person.set_aside && ` · ${t("signals.aside")}`}
          </Badge>
        ))}
      </Row>
      <Muted small>{t(`signals.innocent.${signal.kind as "template"}`)}</Muted>
      {signal.reviews.map((one) => (
        <div key={one.at}>
          <Muted small>
            {t(`signals.outcomes.${one.outcome as "nothing"}`, { n: one.set_aside })} ·{" "}
            {t(`roles.${one.role as "moderator"}`)} · {moment(one.at, lang)}
          </Muted>
          {one.note && <Prose>{one.note}</Prose>}
        </div>
      ))}
      {moderator && signal.state === "open" && <SignalReview signal={signal} />}
      {moderator && signal.state === "reviewed" && <Reopen signal={signal} />}
    </Card>
  );
}

function Reopen({ signal }: { signal: SignalRead }) {
  const { t } = useTranslation("review");
  const reopen = useReopenSignal(signal);
  return (
    <div>
      {reopen.isError && <Failure message={problemWords(reopen.error, t)} />}
      <Button tone="plain" small busy={reopen.isPending} onClick={() => reopen.mutate()}>
        {t("signals.reopen")}
      </Button>
    </div>
  );
}
