import type { UseMutationResult } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemWords } from "~/lib/problemWords";
import { More } from "./Bits";
import { Button } from "./Button";
import { TextBox, TextField } from "./Field";
import { Notice } from "./Notice";
import { Failure } from "./States";

export interface CaseText {
  title: string;
  summary: string;
}

interface Words {
  open: string;
  title: string;
  summary: string;
  hint: string;
  save: string;
  saved: string;
}

const FEWEST = { title: 4, summary: 10 };

/** A fold in which a case's own words are changed; what stands now is where it begins. */
export function CaseWords({
  words,
  now,
  act,
}: {
  words: Words;
  now: CaseText;
  act: UseMutationResult<unknown, Error, CaseText>;
}) {
  const { t } = useTranslation();
  const [written, setWritten] = useState<Partial<CaseText>>({});
  const { title, summary } = { ...now, ...written };
  const wanted = { title: title.trim(), summary: summary.trim() };
  const same = wanted.title === now.title && wanted.summary === now.summary;
  const short = wanted.title.length < FEWEST.title || wanted.summary.length < FEWEST.summary;
  return (
    <More summary={words.open}>
      <TextField
        label={words.title}
        maxLength={120}
        value={title}
        onChange={(value) => setWritten({ ...written, title: value })}
      />
      <TextBox
        label={words.summary}
        hint={words.hint}
        maxLength={2000}
        value={summary}
        onChange={(value) => setWritten({ ...written, summary: value })}
      />
      {act.isError && <Failure message={problemWords(act.error, t)} />}
      {act.isSuccess && same && (
        <Notice tone="good" live>
          {words.saved}
        </Notice>
      )}
      <div>
        <Button
          small
          busy={act.isPending}
          disabled={same || short}
          onClick={() => act.mutate(wanted, { onSuccess: () => setWritten({}) })}
        >
          {words.save}
        </Button>
      </div>
    </More>
  );
}
