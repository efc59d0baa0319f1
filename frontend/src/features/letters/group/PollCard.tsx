import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Badge, Bars } from "~/components/Bits";
import { Button } from "~/components/Button";
import { Choice } from "~/components/Choice";
import { Card, Muted, Row } from "~/components/Layouts";
import { Notice } from "~/components/Notice";
import { Failure } from "~/components/States";
import { TakeBack } from "~/components/TakeBack";
import { moment } from "~/lib/dates";
import { useLang } from "~/lib/lang";
import { number } from "~/lib/numbers";
import { problemWords } from "~/lib/problemWords";
import { type Poll, useAnswerPoll, useTakeBackPoll } from "./queries";

/** One question: answered by members until it closes, then what was printed; live totals only where they come. */
export function PollCard({ reference, poll }: { reference: string; poll: Poll }) {
  const { t } = useTranslation("group");
  const lang = useLang();
  const organizes = poll.live !== null;
  return (
    <Card as="article">
      <Row between>
        <h3 lang={poll.lang}>{poll.question}</h3>
        <Badge tone={poll.open ? "warn" : "plain"}>{t(poll.open ? "poll.open" : "poll.closed")}</Badge>
      </Row>
      <Muted small>
        {t(poll.open ? "poll.closes" : "poll.closedAt", { when: moment(poll.closes_at, lang) })}
      </Muted>
      {poll.may_answer && <Answer key={poll.my_choice} reference={reference} poll={poll} />}
      {organizes && <Live reference={reference} poll={poll} />}
      {!poll.open && !organizes && <Printed poll={poll} />}
    </Card>
  );
}

function Answer({ reference, poll }: { reference: string; poll: Poll }) {
  const { t } = useTranslation("group");
  const given = poll.my_choice === null ? null : String(poll.my_choice);
  const [picked, setPicked] = useState(given);
  const send = useAnswerPoll(reference);
  return (
    <>
      <Choice
        legend={poll.question}
        hideLegend
        value={picked}
        onChange={setPicked}
        options={poll.choices.map((label, place) => ({ value: String(place), label }))}
      />
      {send.isError && <Failure message={problemWords(send.error, t)} />}
      {given !== null && (
        <Notice tone="good" live>
          {t("poll.mine", { choice: poll.choices[Number(given)] })}
        </Notice>
      )}
      <div>
        <Button
          small
          busy={send.isPending}
          disabled={picked === null || picked === given}
          onClick={() => send.mutate({ poll: poll.reference, choice: Number(picked) })}
        >
          {t(given === null ? "poll.answer" : "poll.change")}
        </Button>
      </div>
      <Muted small>{t("poll.rule")}</Muted>
    </>
  );
}

function Live({ reference, poll }: { reference: string; poll: Poll }) {
  const { t } = useTranslation("group");
  const lang = useLang();
  const back = useTakeBackPoll(reference);
  return (
    <>
      <Muted small>{t("poll.live")}</Muted>
      <Bars
        items={poll.choices.map((label, place) => ({
          label,
          value: poll.live?.[place] ?? 0,
          shown: number(poll.live?.[place] ?? 0, lang),
        }))}
      />
      {poll.open && (
        <TakeBack
          does={t("takeBack")}
          which={poll.question}
          title={t("takingBack.title.poll")}
          text={t("takingBack.text.poll")}
          act={back}
          body={poll.reference}
          done={t("takingBack.done")}
        />
      )}
    </>
  );
}

function Printed({ poll }: { poll: Poll }) {
  const { t } = useTranslation(["group", "common"]);
  const lang = useLang();
  const mine = poll.my_choice === null ? null : poll.choices[poll.my_choice];
  return (
    <>
      {mine && <Muted small>{t("poll.mine", { choice: mine })}</Muted>}
      {poll.printed ? (
        <Bars
          items={poll.choices.map((label, place) => {
            const value = poll.printed?.[place] ?? null;
            return {
              label,
              value,
              shown: value === null ? t("poll.few") : t("common:atLeast", { n: number(value, lang) }),
            };
          })}
        />
      ) : (
        <Muted>{t("poll.counting")}</Muted>
      )}
      <Muted small>{t("poll.printedRule")}</Muted>
    </>
  );
}
