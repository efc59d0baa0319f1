import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "~/components/Button";
import { SelectField, TextBox } from "~/components/Field";
import { Muted, Prose, Section, Stack } from "~/components/Layouts";
import { Notice } from "~/components/Notice";
import { Failure } from "~/components/States";
import { moment } from "~/lib/dates";
import { useLang } from "~/lib/lang";
import { problemWords } from "~/lib/problemWords";
import { useReplyTo, useReturnedReplies } from "./replying/queries";

const CATEGORIES = [
  "disputes_facts",
  "resolved",
  "partly_resolved",
  "needs_information",
  "declines",
] as const;

/** For the company's verified representative: an answer beside the case. */
export function ReplyForm({ reference }: { reference: string }) {
  const { t } = useTranslation("case");
  const [category, setCategory] = useState<string>("needs_information");
  const [text, setText] = useState("");
  const lang = useLang();
  const returned = useReturnedReplies(reference);
  const reply = useReplyTo(reference);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    reply.mutate({ category, text: text.trim() });
  };
  if (reply.isSuccess) return <Notice tone="good">{t("replyForm.done")}</Notice>;
  return (
    <Section title={t("replyForm.title")} lead={t("replyForm.lead")}>
      <form onSubmit={submit}>
        <Stack>
          {returned.data?.map((one) => (
            <Notice
              key={one.id}
              tone="warn"
              title={t("replyForm.returned", {
                reason: t(`replyForm.reasons.${one.reason_code as "other"}`),
              })}
            >
              {one.note && <p>{one.note}</p>}
              <Muted small>{moment(one.returned_at, lang)}</Muted>
              <Prose>{one.text}</Prose>
              <div>
                <Button
                  tone="quiet"
                  small
                  onClick={() => {
                    setCategory(one.category);
                    setText(one.text);
                  }}
                >
                  {t("replyForm.mend")}
                </Button>
              </div>
            </Notice>
          ))}
          <SelectField
            label={t("replyForm.category")}
            value={category}
            onChange={setCategory}
            options={CATEGORIES.map((value) => ({ value, label: t(`reply.categories.${value}`) }))}
          />
          <TextBox label={t("replyForm.text")} maxLength={5000} value={text} onChange={setText} />
          {reply.isError && <Failure message={problemWords(reply.error, t)} />}
          <div>
            <Button type="submit" busy={reply.isPending} disabled={!text.trim()}>
              {t("replyForm.send")}
            </Button>
          </div>
        </Stack>
      </form>
    </Section>
  );
}
