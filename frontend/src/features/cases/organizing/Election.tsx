import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "~/components/Button";
import { Choice } from "~/components/Choice";
import { Muted } from "~/components/Layouts";
import { Notice } from "~/components/Notice";
import { Failure } from "~/components/States";
import { day, moment } from "~/lib/dates";
import { useLang } from "~/lib/lang";
import { problemWords } from "~/lib/problemWords";
import { type ElectionRead, useVote } from "./queries";

/** Who offers to follow an idle organizer: members vote until it closes; how many votes each has is not shown. */
export function Election({ reference, election }: { reference: string; election: ElectionRead }) {
  const { t } = useTranslation("case");
  const lang = useLang();
  if (election.candidates.length === 0) return null;
  return (
    <>
      <Muted small>
        {election.open
          ? t("election.closes", { when: moment(election.closes_at, lang) })
          : t("election.closed")}
      </Muted>
      {election.open && <Ballot key={election.my_vote} reference={reference} election={election} />}
    </>
  );
}

function Ballot({ reference, election }: { reference: string; election: ElectionRead }) {
  const { t } = useTranslation("case");
  const lang = useLang();
  const [picked, setPicked] = useState(election.my_vote);
  const vote = useVote(reference);
  const nameOf = (one: ElectionRead["candidates"][number]) => {
    const name = one.pseudonym ?? t("election.left");
    return one.is_me ? t("election.me", { name }) : name;
  };
  const mine = election.candidates.find((one) => one.id === election.my_vote);
  return (
    <>
      <Choice
        legend={t("election.candidates")}
        value={picked}
        onChange={setPicked}
        options={election.candidates.map((one) => ({
          value: one.id,
          label: nameOf(one),
          note: t("election.offered", { date: day(one.declared_at, lang) }),
        }))}
      />
      {vote.isError && <Failure message={problemWords(vote.error, t)} />}
      {mine && (
        <Notice tone="good" live>
          {t("election.mine", { name: nameOf(mine) })}
        </Notice>
      )}
      <div>
        <Button
          small
          busy={vote.isPending}
          disabled={picked === null || picked === election.my_vote}
          onClick={() => picked && vote.mutate(picked)}
        >
          {t(mine ? "election.change" : "election.vote")}
        </Button>
      </div>
      <Muted small>{t("election.rule")}</Muted>
    </>
  );
}
