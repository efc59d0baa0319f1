import { type FormEvent, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "~/components/Button";
import { TextField } from "~/components/Field";
import { Muted, Row, Stack } from "~/components/Layouts";
import { problemWords } from "~/lib/problemWords";
import { type CodeSent, useRequestCode, useSignInByCode } from "./queries";
import styles from "./SignIn.module.css";

const PAUSE = 45;

/** An e-mail or phone, then the six digits that came there. Also proves a further contact of a signed-in person. */
export function SignInBox({ onDone }: { onDone?: () => void }) {
  const { t } = useTranslation("account");
  const [contact, setContact] = useState("");
  const [lack, setLack] = useState<string | null>(null);
  const request = useRequestCode();
  const [sent, setSent] = useState<CodeSent | null>(null);
  const ask = () => request.mutate(contact.trim(), { onSuccess: setSent });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    setLack(contact.trim().length < 3 ? t("signIn.contactMissing") : null);
    if (contact.trim().length >= 3) ask();
  };
  if (sent) {
    return (
      <CodeForm key={sent.challenge_id} sent={sent} again={ask} other={() => setSent(null)} onDone={onDone} />
    );
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <TextField
          label={t("signIn.contact")}
          hint={t("signIn.contactHint")}
          error={lack ?? (request.isError ? problemWords(request.error, t) : null)}
          value={contact}
          onChange={setContact}
          autoComplete="email"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={254}
          inputMode="email"
        />
        <Muted small>{t("signIn.staff")}</Muted>
        <Button type="submit" wide busy={request.isPending}>
          {t("signIn.send")}
        </Button>
      </Stack>
    </form>
  );
}

interface CodeFormProps {
  sent: CodeSent;
  again: () => void;
  other: () => void;
  onDone?: () => void;
}

function CodeForm({ sent, again, other, onDone }: CodeFormProps) {
  const { t } = useTranslation("account");
  const [code, setCode] = useState("");
  const enter = useSignInByCode();
  const left = useCountdown(PAUSE);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    enter.mutate({ challenge_id: sent.challenge_id, code }, { onSuccess: onDone });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <p role="status">{t("signIn.sentTo", { contact: sent.masked })}</p>
        <TextField
          label={t("signIn.code")}
          error={enter.isError ? problemWords(enter.error, t) : null}
          value={code}
          onChange={(value) => setCode(value.replace(/\s/g, ""))}
          className={styles.code}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={6}
          autoFocus
        />
        <Button type="submit" wide busy={enter.isPending} disabled={code.length < 6}>
          {t("signIn.check")}
        </Button>
        <Row>
          <Button tone="plain" small onClick={again} disabled={left > 0}>
            {left > 0 ? t("signIn.wait", { s: left }) : t("signIn.again")}
          </Button>
          <Button tone="plain" small onClick={other}>
            {t("signIn.other")}
          </Button>
        </Row>
        {sent.kind === "phone" && <Muted small>{t("signIn.noSms")}</Muted>}
      </Stack>
    </form>
  );
}

function useCountdown(from: number): number {
  const [left, setLeft] = useState(from);
  useEffect(() => {
    if (left <= 0) return;
    const timer = setTimeout(() => setLeft(left - 1), 1000);
    return () => clearTimeout(timer);
  }, [left]);
  return left;
}
