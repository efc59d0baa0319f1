import { useTranslation } from "react-i18next";
import { Button } from "~/components/Button";
import { Notice } from "~/components/Notice";
import { Failure } from "~/components/States";
import { problemWords } from "~/lib/problemWords";

interface Act {
  isError: boolean;
  error: Error | null;
  isSuccess: boolean;
  isPending: boolean;
}

/** The end of a small form: saves what was changed, and says what became of it until something changes again. */
export function SaveChange({ act, changed, save }: { act: Act; changed: boolean; save: () => void }) {
  const { t } = useTranslation("common");
  return (
    <>
      {act.isError && <Failure message={problemWords(act.error, t)} />}
      {act.isSuccess && !changed && (
        <Notice tone="good" live>
          {t("saved")}
        </Notice>
      )}
      <div>
        <Button tone="quiet" busy={act.isPending} disabled={!changed} onClick={save}>
          {t("save")}
        </Button>
      </div>
    </>
  );
}
