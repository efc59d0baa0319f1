import type { UseMutationResult } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemWords } from "~/lib/problemWords";
import { More } from "./Bits";
import { Button } from "./Button";
import { TextBox, TextField } from "./Field";
import { Notice } from "./Notice";
import { Failure } from "./States";

export interface Wording {
  title: string;
  summary: string;
}

const FEWEST = { title: 4, summary: 10 };

/** A fold in which a title and a summary are changed; what stands now is where it begins. */
export function Rewording({
  hint,
  now,
  act,
}: {
  hint: string;
  now: Wording;
  act: UseMutationResult<unknown, Error, Wording>;
}) {
  const { t } = useTranslation();
  const [written, setWritten] = useState<Partial<Wording>>({});
  const { title, summary } = { ...now, ...written };
  const wanted = { title: title.trim(), summary: summary.trim() };
  const same = wanted.title === now.title && wanted.summary === now.summary;
  const short = wanted.title.length < FEWEST.title || wanted.summary.length < FEWEST.summary;
  return (
    <More summary={t("words.open")}>
      <TextField
        label={t("words.title")}
        maxLength={120}
        value={title}
        onChange={(value) => setWritten({ ...written, title: value })}
      />
      <TextBox
        label={t("words.summary")}
        hint={hint}
        maxLength={2000}
        value={summary}
        onChange={(value) => setWritten({ ...written, summary: value })}
      />
      {act.isError && <Failure message={problemWords(act.error, t)} />}
      {act.isSuccess && same && (
        <Notice tone="good" live>
          {t("words.saved")}
        </Notice>
      )}
      <div>
        <Button
          small
          busy={act.isPending}
          disabled={same || short}
          onClick={() => act.mutate(wanted, { onSuccess: () => setWritten({}) })}
        >
          {t("words.save")}
        </Button>
      </div>
    </More>
  );
}
