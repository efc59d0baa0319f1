import { useState } from "react";
import { useTranslation } from "react-i18next";
import { More } from "~/components/Bits";
import { Button } from "~/components/Button";
import { TextField } from "~/components/Field";
import { Muted } from "~/components/Layouts";
import { Notice } from "~/components/Notice";
import { Failure } from "~/components/States";
import { problemWords } from "~/lib/problemWords";
import { useBeginObjection, useConfirmObjection } from "./queries";

/** Whoever doesn't want to be in a sheet is erased from it, without an account. */
export function Objection({ token }: { token: string }) {
  const { t } = useTranslation(["claim", "account"]);
  const [contact, setContact] = useState("");
  const [code, setCode] = useState("");
  const begin = useBeginObjection(token);
  const confirm = useConfirmObjection(token);
  const challenge = begin.data;
  return (
    <More summary={t("claim:object.title")}>
      <Muted>{t("claim:object.lead")}</Muted>
      {confirm.isSuccess ? (
        <Notice tone="good" live>
          {t("claim:object.done")}
        </Notice>
      ) : (
        <>
          <TextField
            label={t("account:signIn.contact")}
            value={contact}
            onChange={setContact}
            maxLength={254}
            disabled={Boolean(challenge)}
          />
          {begin.isError && <Failure message={problemWords(begin.error, t)} />}
          {challenge && (
            <TextField
              label={t("account:signIn.code")}
              hint={t("account:signIn.sentTo", { contact: challenge.masked })}
              inputMode="numeric"
              autoComplete="one-time-code"
              maxLength={6}
              value={code}
              onChange={setCode}
            />
          )}
          {confirm.isError && <Failure message={problemWords(confirm.error, t)} />}
          <div>
            {challenge ? (
              <Button
                tone="danger"
                disabled={code.length < 6}
                busy={confirm.isPending}
                onClick={() => confirm.mutate({ challenge_id: challenge.challenge_id, code })}
              >
                {t("claim:object.erase")}
              </Button>
            ) : (
              <Button
                tone="quiet"
                disabled={contact.trim().length < 3}
                busy={begin.isPending}
                onClick={() => begin.mutate(contact.trim())}
              >
                {t("account:signIn.send")}
              </Button>
            )}
          </div>
        </>
      )}
    </More>
  );
}
