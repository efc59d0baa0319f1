import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "~/components/Button";
import { Failure, Loading } from "~/components/States";
import { SureDialog } from "~/components/SureDialog";
import { useLang } from "~/lib/lang";
import { number } from "~/lib/numbers";
import { problemWords } from "~/lib/problemWords";
import { type LetterRead, useAdvanceLetter, useLetter } from "./queries";

const SENDS = { show: "final-view", seal: "seal" } as const;

interface Props {
  reference: string;
  one: LetterRead;
  step: "show" | "seal";
}

/** A step that can't be taken back is asked about first, with how many stand behind the letter at that moment. */
export function FinalStep({ reference, one, step }: Props) {
  const { t } = useTranslation("letters");
  const lang = useLang();
  const [asking, setAsking] = useState(false);
  const [answered, setAnswered] = useState(false);
  const now = useLetter(reference, one.reference);
  const advance = useAdvanceLetter(reference, one.reference);
  const known = answered && !now.isFetching && !now.isError;
  const read = () => now.refetch().then((found) => setAnswered(found.isSuccess));
  const ask = () => {
    setAsking(true);
    setAnswered(false);
    read();
  };
  return (
    <>
      <Button onClick={ask}>{t(`next.${step}`)}</Button>
      <SureDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t(`next.sure.${step}.title`)}
        does={t(`next.${step}`)}
        tone="primary"
        act={advance}
        body={SENDS[step]}
        disabled={!known && !advance.isPending}
        done={t(`next.sure.${step}.done`)}
      >
        {known && <p>{t(`next.sure.${step}.people`, { n: number(one.desk?.approving ?? 0, lang) })}</p>}
        {!known && now.isError && <Failure message={problemWords(now.error, t)} retry={read} />}
        {!known && !now.isError && <Loading lines={1} />}
        <p>{t(`next.sure.${step}.text`)}</p>
      </SureDialog>
    </>
  );
}
