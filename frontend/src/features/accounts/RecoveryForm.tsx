import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "~/components/Button";
import { TextField } from "~/components/Field";
import { Stack } from "~/components/Layouts";
import { problemWords } from "~/lib/problemWords";
import { useSignInByRecovery } from "./queries";

/** The way back in when the phone number or address is gone. */
export function RecoveryForm({ onDone }: { onDone?: () => void }) {
  const { t } = useTranslation("account");
  const [code, setCode] = useState("");
  const enter = useSignInByRecovery();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    enter.mutate(code.trim(), { onSuccess: onDone });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <TextField
          label={t("signIn.recoverLabel")}
          hint={t("signIn.recoverHint")}
          error={enter.isError ? problemWords(enter.error, t) : null}
          value={code}
          onChange={setCode}
          spellCheck={false}
          autoCapitalize="characters"
          maxLength={60}
        />
        <div>
          <Button type="submit" tone="quiet" busy={enter.isPending} disabled={code.trim().length < 8}>
            {t("signIn.recoverUse")}
          </Button>
        </div>
      </Stack>
    </form>
  );
}
