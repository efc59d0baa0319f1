import type { UseMutationResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { problemWords } from "~/lib/problemWords";
import { Button, type Tone } from "./Button";
import { Dialog } from "./Dialog";
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
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const leave = () => {
    act.reset();
    onClose();
  };
  return (
    <Dialog
      open={open}
      onClose={leave}
      title={title}
      actions={
        <>
          <Button
            tone={tone}
            busy={act.isPending}
            disabled={disabled}
            onClick={() => act.mutate(body, { onSuccess: onDone })}
          >
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
  );
}
