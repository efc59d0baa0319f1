import type { UseMutationResult } from "@tanstack/react-query";
import { type ReactNode, useRef } from "react";
import { useTranslation } from "react-i18next";
import { newKey } from "~/lib/ids";
import { problemWords } from "~/lib/problemWords";
import { Button } from "./Button";
import { Dialog } from "./Dialog";
import { TextBox } from "./Field";
import { Notice } from "./Notice";
import { Failure } from "./States";

interface Told {
  key: string;
  reason_code: string;
  text: string;
}

/** A short form sent once: what it asks, the words, then what happens next; a refused one keeps what was written. */
export function TellDialog<Sent extends Told>({
  open,
  onClose,
  words,
  text,
  onText,
  sending,
  body,
  children,
}: {
  open: boolean;
  onClose: () => void;
  words: { title: string; text: string; send: string; done: string };
  text: string;
  onText: (text: string) => void;
  sending: UseMutationResult<unknown, Error, Sent>;
  body: Omit<Sent, "key" | "text">;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const key = useRef(newKey());
  const leave = () => {
    onClose();
    if (!sending.isSuccess) return;
    key.current = newKey();
    onText("");
    sending.reset();
  };
  const send = () => sending.mutate({ ...body, key: key.current, text } as Sent);
  return (
    <Dialog
      open={open}
      onClose={leave}
      title={words.title}
      actions={
        <>
          {!sending.isSuccess && (
            <Button busy={sending.isPending} onClick={send}>
              {words.send}
            </Button>
          )}
          <Button tone="quiet" onClick={leave}>
            {t("close")}
          </Button>
        </>
      }
    >
      {sending.isSuccess ? (
        <Notice tone="good" live>
          {words.done}
        </Notice>
      ) : (
        <>
          {children}
          <TextBox label={words.text} optional maxLength={2000} value={text} onChange={onText} />
          {sending.isError && <Failure message={problemWords(sending.error, t)} />}
        </>
      )}
    </Dialog>
  );
}
