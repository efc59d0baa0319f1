import { type FormEvent, type ReactNode, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { More } from "~/components/Bits";
import { Button } from "~/components/Button";
import { TextField } from "~/components/Field";
import { Muted, Row, Stack } from "~/components/Layouts";
import { CODE_PAUSE_MS, useSecondsUntil } from "~/lib/countdown";
import { problemWords } from "~/lib/problemWords";
import { NotMine } from "./NotMine";
import { keepPending, type PendingCode, pendingCode } from "./pendingCode";
import { useContactKinds, useRequestCode, useSignedIn, useSignInByCode } from "./queries";
import styles from "./SignIn.module.css";

const NOBODY: PendingCode = { contact: "", sent: null, againAt: 0 };
const ONLY = { email: "signIn.contactEmail", phone: "signIn.contactPhone" } as const;

/** An e-mail or phone, then the six digits that came there. Also proves a further contact of a signed-in person. */
export function SignInBox({ onDone, help }: { onDone?: () => void; help?: ReactNode }) {
  const { t } = useTranslation("account");
  const [pending, setPending] = useState<PendingCode>(NOBODY);
  const [lack, setLack] = useState<string | null>(null);
  const request = useRequestCode();
  const kinds = useContactKinds();
  const only = kinds.length === 1 ? kinds[0] : null;
  useEffect(() => {
    let gone = false;
    pendingCode().then((kept) => kept && !gone && setPending((now) => (now === NOBODY ? kept : now)));
    return () => {
      gone = true;
    };
  }, []);
  const write = (next: PendingCode) => {
    setPending(next);
    keepPending(next);
  };
  const ask = () =>
    request.mutate(pending.contact.trim(), {
      onSuccess: (sent) => write({ ...pending, sent, againAt: Date.now() + CODE_PAUSE_MS }),
    });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    const short = pending.contact.trim().length < 3;
    setLack(short ? t("signIn.contactMissing") : null);
    if (!short) ask();
  };
  if (pending.sent) {
    return (
      <CodeForm
        key={pending.sent.challenge_id}
        pending={pending}
        again={ask}
        asking={request.isPending}
        refused={request.isError ? problemWords(request.error, t) : null}
        other={() => write({ ...pending, sent: null })}
        onDone={onDone}
        help={help}
      />
    );
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <TextField
          label={t(only ? ONLY[only] : "signIn.contact")}
          hint={t(only === "email" ? "signIn.contactEmailHint" : "signIn.contactHint")}
          error={lack ?? (request.isError ? problemWords(request.error, t) : null)}
          value={pending.contact}
          onChange={(contact) => write({ ...pending, contact })}
          autoComplete={only === "phone" ? "tel" : "email"}
          autoCapitalize="none"
          spellCheck={false}
          maxLength={254}
          inputMode={only === "phone" ? "tel" : "email"}
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
  pending: PendingCode;
  again: () => void;
  asking: boolean;
  refused: string | null;
  other: () => void;
  onDone?: () => void;
  help?: ReactNode;
}

function CodeForm({ pending, again, asking, refused, other, onDone, help }: CodeFormProps) {
  const { t } = useTranslation("account");
  const [code, setCode] = useState("");
  const [fresh, setFresh] = useState(false);
  const noMail = useContactKinds().includes("phone") ? "signIn.noMail" : "signIn.noMailAlone";
  const signedIn = useSignedIn().data?.signed_in ?? false;
  const enter = useSignInByCode();
  const left = useSecondsUntil(pending.againAt);
  const sent = pending.sent;
  const anew = () => {
    enter.reset();
    again();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    if (sent) enter.mutate({ challenge_id: sent.challenge_id, code, fresh }, { onSuccess: onDone });
  };
  return (
    <Stack>
      <form onSubmit={submit} noValidate>
        <Stack>
          <p role="status">{t("signIn.sentTo", { contact: sent?.masked ?? "" })}</p>
          <TextField
            label={t("signIn.code")}
            error={enter.isError ? problemWords(enter.error, t) : refused}
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
            <Button tone="plain" small onClick={anew} disabled={left > 0} busy={asking}>
              {left > 0 ? t("signIn.wait", { s: left }) : t("signIn.again")}
            </Button>
            <Button tone="plain" small onClick={other}>
              {t("signIn.other")}
            </Button>
          </Row>
        </Stack>
      </form>
      {!signedIn && <NotMine fresh={fresh} onChange={setFresh} />}
      <More summary={t("signIn.noCodeTitle")}>
        <Muted small>{t(sent?.kind === "phone" ? "signIn.noSms" : noMail)}</Muted>
        {help}
      </More>
    </Stack>
  );
}
