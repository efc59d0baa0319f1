import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { isStatus } from "~/api/problem";
import { Button } from "~/components/Button";
import { TextField } from "~/components/Field";
import { Stack } from "~/components/Layouts";
import { usePath } from "~/lib/lang";
import { problemWords } from "~/lib/problemWords";
import { type ResumeCode, readCode, unwrap } from "./draft/carrying";
import { useDraft } from "./draft/DraftContext";
import { whole } from "./draft/keeping";
import { fetchParcel } from "./queries";

/** Brings a draft here that was begun in another browser. */
export function ResumeForm({ lang }: { lang: string }) {
  const { t } = useTranslation("report");
  const path = usePath();
  const navigate = useNavigate();
  const { draft: here, replace } = useDraft();
  const [typed, setTyped] = useState("");
  const [wrong, setWrong] = useState<string | null>(null);
  const bring = useMutation({
    mutationFn: async (code: ResumeCode) => unwrap(await fetchParcel(code.finder), code.secret),
    onSuccess: (draft) => {
      const carried = whole(draft, lang);
      replace({ ...carried, revision: Math.max(carried.revision, here.revision) + 1 });
      navigate(path(`/report/${carried.step}`));
    },
    onError: (error) => setWrong(isStatus(error, 404, 410) ? t("start.codeUnknown") : problemWords(error, t)),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const code = readCode(typed);
    setWrong(code ? null : t("start.codeWrong"));
    if (code) bring.mutate(code);
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextField
          label={t("start.codeLabel")}
          hint={t("start.codeHint")}
          error={wrong}
          value={typed}
          onChange={setTyped}
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={24}
        />
        <div>
          <Button type="submit" tone="quiet" busy={bring.isPending}>
            {t("start.codeOpen")}
          </Button>
        </div>
      </Stack>
    </form>
  );
}
