import { useState } from "react";
import { useTranslation } from "react-i18next";
import { More } from "~/components/Bits";
import { Button } from "~/components/Button";
import { TextField } from "~/components/Field";
import { Muted, Row, Stack } from "~/components/Layouts";
import { Notice } from "~/components/Notice";
import { Failure } from "~/components/States";
import { CODE_PAUSE_MS, useSecondsUntil } from "~/lib/countdown";
import { problemWords } from "~/lib/problemWords";
import { useBeginObjection, useConfirmObjection } from "./queries";

interface Sent {
  challenge_id: string;
  masked: string;
  /** When another may be asked for. */
  againAt: number;
}

/** Whoever doesn't want to be in a sheet is erased from it, without an account. */
export function Objection({ token }: { token: string }) {
  const { t } = useTranslation(["claim", "account"]);
  const [contact, setContact] = useState("");
  const [sent, setSent] = useState<Sent | null>(null);
  const [back, setBack] = useState(false);
  const begin = useBeginObjection(token);
  const confirm = useConfirmObjection(token);
  const ask = () =>
    begin.mutate(contact.trim(), {
      onSuccess: ({ challenge_id, masked }) => {
        confirm.reset();
        setSent({ challenge_id, masked, againAt: Date.now() + CODE_PAUSE_MS });
      },
    });
  const other = () => {
    begin.reset();
    confirm.reset();
    setSent(null);
    setBack(true);
  };
  return (
    <More summary={t("claim:object.title")}>
      <Muted>{t("claim:object.lead")}</Muted>
      {confirm.isSuccess ? (
        <Notice tone="good" live>
          {t("claim:object.done")}
        </Notice>
      ) : (
        <Stack>
          <div role="status">{sent && <p>{t("account:signIn.sentTo", { contact: sent.masked })}</p>}</div>
          {begin.isError && <Failure message={problemWords(begin.error, t)} />}
          {confirm.isError && <Failure message={problemWords(confirm.error, t)} />}
          {sent ? (
            <CodeForm
              key={sent.challenge_id}
              sent={sent}
              asking={begin.isPending}
              again={ask}
              other={other}
              erasing={confirm.isPending}
              erase={(code) => confirm.mutate({ challenge_id: sent.challenge_id, code })}
            />
          ) : (
            <>
              <TextField
                label={t("account:signIn.contact")}
                value={contact}
                onChange={setContact}
                maxLength={254}
                autoCapitalize="none"
                spellCheck={false}
                autoFocus={back}
              />
              <div>
                <Button
                  tone="quiet"
                  disabled={contact.trim().length < 3}
                  busy={begin.isPending}
                  onClick={ask}
                >
                  {t("account:signIn.send")}
                </Button>
              </div>
            </>
          )}
        </Stack>
      )}
    </More>
  );
}

interface CodeFormProps {
  sent: Sent;
  asking: boolean;
  again: () => void;
  other: () => void;
  erasing: boolean;
  erase: (code: string) => void;
}

function CodeForm({ sent, asking, again, other, erasing, erase }: CodeFormProps) {
  const { t } = useTranslation(["claim", "account"]);
  const [code, setCode] = useState("");
  const left = useSecondsUntil(sent.againAt);
  return (
    <>
      <TextField
        label={t("account:signIn.code")}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={6}
        value={code}
        onChange={(value) => setCode(value.replace(/\s/g, ""))}
        autoFocus
      />
      <div>
        <Button tone="danger" disabled={code.length < 6} busy={erasing} onClick={() => erase(code)}>
          {t("claim:object.erase")}
        </Button>
      </div>
      <Row>
        <Button tone="plain" small onClick={again} disabled={left > 0} busy={asking}>
          {left > 0 ? t("account:signIn.wait", { s: left }) : t("account:signIn.again")}
        </Button>
        <Button tone="plain" small onClick={other}>
          {t("account:signIn.other")}
        </Button>
      </Row>
    </>
  );
}
