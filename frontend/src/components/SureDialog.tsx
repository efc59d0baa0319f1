import type { UseMutationResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { problemWords } from "~/lib/problemWords";
import { Button, type Tone } from "./Button";
import { Dialog } from "./Dialog";
import { useDone } from "./done";
import { Failure } from "./States";

/** Asks before something is done that can't simply be undone; a refusal is told in the same place. */
export function SureDialog<Sent>({
  open,
  onClose,
  onDone = onClose,
  title,
  does,
  tone = "danger",
  act,
  body,
  disabled,
  done,
  children,
}: {
  open: boolean;
  onClose: () => void;
  onDone?: () => void;
  title: string;
  does: string;
  tone?: Tone;
  act: UseMutationResult<unknown, Error, Sent>;
  body: Sent;
  disabled?: boolean;
  /** What is said when it is done, also where what was asked about is gone by then. */
  done?: string;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const [place, finish] = useDone(done);
  const send = () => act.mutateAsync(body, { onSuccess: onDone }).then(finish, () => undefined);
  const leave = () => {
    act.reset();
    onClose();
  };
  return (
    <>
      <Dialog
        open={open}
        onClose={leave}
        title={title}
        actions={
          <>
            <Button tone={tone} busy={act.isPending} disabled={disabled} onClick={send}>
              {does}
            </Button>
            <Button tone="quiet" onClick={leave}>
              {t("cancel")}
            </Button>
          </>
        }
      >
        {children}
        {act.isError && <Failure message={problemWords(act.error, t)} />}
      </Dialog>
      {done && <span ref={place} hidden />}
    </>
  );
}
