import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "~/components/Button";
import { Dialog } from "~/components/Dialog";
import { SelectField, TextBox } from "~/components/Field";
import { Muted } from "~/components/Layouts";
import { Notice } from "~/components/Notice";
import { Failure } from "~/components/States";
import { newKey } from "~/lib/ids";
import { problemWords } from "~/lib/problemWords";
import { type ChannelDetail, useFlagContact } from "./queries";

const REASONS = ["does_not_answer", "belongs_to_others", "asks_for_money", "outdated", "other"] as const;

/** Tells the moderators that a contact is wrong; no sign-in needed, and nobody's name is kept. */
export function WrongContact({ channel }: { channel: ChannelDetail }) {
  const { t } = useTranslation(["reference", "common"]);
  const [open, setOpen] = useState(false);
  const values = channel.contacts.map((one) => one.value);
  const [contact, setContact] = useState(values[0] ?? "");
  const [reason, setReason] = useState<string>("does_not_answer");
  const [text, setText] = useState("");
  const key = useRef(newKey());
  const flag = useFlagContact(channel.id);
  if (values.length === 0) return null;
  const send = () => flag.mutate({ key: key.current, contact, reason_code: reason, text });
  const leave = () => {
    setOpen(false);
    if (!flag.isSuccess) return;
    key.current = newKey();
    setText("");
    flag.reset();
  };
  return (
    <div>
      <Button tone="quiet" small onClick={() => setOpen(true)}>
        {t("reference:channels.wrong.open")}
      </Button>
      <Dialog
        open={open}
        onClose={leave}
        title={t("reference:channels.wrong.title")}
        actions={
          <>
            {!flag.isSuccess && (
              <Button busy={flag.isPending} onClick={send}>
                {t("reference:channels.wrong.send")}
              </Button>
            )}
            <Button tone="quiet" onClick={leave}>
              {t("common:close")}
            </Button>
          </>
        }
      >
        {flag.isSuccess ? (
          <Notice tone="good" live>
            {t("reference:channels.wrong.done")}
          </Notice>
        ) : (
          <>
            <Muted>{t("reference:channels.wrong.lead")}</Muted>
            <SelectField
              label={t("reference:channels.wrong.contact")}
              value={contact}
              onChange={setContact}
              options={values.map((value) => ({ value, label: value }))}
            />
            <SelectField
              label={t("reference:channels.wrong.reason")}
              value={reason}
              onChange={setReason}
              options={REASONS.map((value) => ({
                value,
                label: t(`reference:channels.wrong.reasons.${value}`),
              }))}
            />
            <TextBox
              label={t("reference:channels.wrong.text")}
              optional
              maxLength={2000}
              value={text}
              onChange={setText}
            />
            {flag.isError && <Failure message={problemWords(flag.error, t)} />}
          </>
        )}
      </Dialog>
    </div>
  );
}
