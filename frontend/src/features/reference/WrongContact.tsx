import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "~/components/Button";
import { SelectField } from "~/components/Field";
import { Muted } from "~/components/Layouts";
import { TellDialog } from "~/components/TellDialog";
import { type ChannelDetail, useFlagContact } from "./queries";

const REASONS = ["does_not_answer", "belongs_to_others", "asks_for_money", "outdated", "other"] as const;

/** Tells the moderators that a contact is wrong; no sign-in needed, and nobody's name is kept. */
export function WrongContact({ channel }: { channel: ChannelDetail }) {
  const { t } = useTranslation("reference");
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState("");
  const [reason, setReason] = useState<string>("does_not_answer");
  const [text, setText] = useState("");
  const flag = useFlagContact(channel.id);
  const values = channel.contacts.filter((one) => one.kind !== "note").map((one) => one.value);
  const contact = values.includes(chosen) ? chosen : values[0];
  if (contact === undefined) return null;
  const words = {
    title: t("channels.wrong.title"),
    text: t("channels.wrong.text"),
    send: t("channels.wrong.send"),
    done: t("channels.wrong.done"),
  };
  return (
    <div>
      <Button tone="quiet" small onClick={() => setOpen(true)}>
        {t("channels.wrong.open")}
      </Button>
      <TellDialog
        open={open}
        onClose={() => setOpen(false)}
        words={words}
        text={text}
        onText={setText}
        sending={flag}
        body={{ contact, reason_code: reason }}
      >
        <Muted>{t("channels.wrong.lead")}</Muted>
        <SelectField
          label={t("channels.wrong.contact")}
          value={contact}
          onChange={setChosen}
          options={values.map((value) => ({ value, label: value }))}
        />
        <SelectField
          label={t("channels.wrong.reason")}
          value={reason}
          onChange={setReason}
          options={REASONS.map((value) => ({ value, label: t(`channels.wrong.reasons.${value}`) }))}
        />
      </TellDialog>
    </div>
  );
}
