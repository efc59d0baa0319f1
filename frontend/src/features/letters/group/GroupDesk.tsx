import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "~/components/Button";
import { TextBox, TextField } from "~/components/Field";
import { Card, Muted, Row, Section, Stack } from "~/components/Layouts";
import { Notice } from "~/components/Notice";
import { Failure } from "~/components/States";
import { today } from "~/lib/dates";
import { problemWords } from "~/lib/problemWords";
import { useAnnounce, useAskPoll } from "./queries";
import { AnnouncementList, PollList } from "./Said";

const MOST = 6;

/** The organizer tells and asks the members; the words are checked, the messages that go out are general. */
export function GroupDesk({ reference }: { reference: string }) {
  const { t } = useTranslation("group");
  return (
    <>
      <Section title={t("announce.title")} lead={t("announce.lead")}>
        <Write reference={reference} />
        <AnnouncementList reference={reference} own />
      </Section>
      <Section title={t("poll.title")} lead={t("poll.lead")}>
        <Ask reference={reference} />
        <PollList reference={reference} />
      </Section>
    </>
  );
}

function Write({ reference }: { reference: string }) {
  const { t } = useTranslation("group");
  const [text, setText] = useState("");
  const send = useAnnounce(reference);
  return (
    <Card>
      <Stack>
        <TextBox
          label={t("announce.words")}
          hint={t("announce.hint")}
          rows={4}
          maxLength={2000}
          value={text}
          onChange={setText}
        />
        {send.isError && <Failure message={problemWords(send.error, t)} />}
        {send.isSuccess && !text && (
          <Notice tone="good" live>
            {t("announce.sent")}
          </Notice>
        )}
        <div>
          <Button
            busy={send.isPending}
            disabled={!text.trim()}
            onClick={() => send.mutate(text.trim(), { onSuccess: () => setText("") })}
          >
            {t("announce.send")}
          </Button>
        </div>
      </Stack>
    </Card>
  );
}

interface Asked {
  question: string;
  choices: string[];
  closes: string;
}

const NOTHING: Asked = { question: "", choices: ["", ""], closes: "" };

function Ask({ reference }: { reference: string }) {
  const { t } = useTranslation("group");
  const [asked, setAsked] = useState(NOTHING);
  const send = useAskPoll(reference);
  const choices = asked.choices.map((one) => one.trim()).filter(Boolean);
  const ready = asked.question.trim() && choices.length > 1 && asked.closes;
  const ask = () =>
    send.mutate(
      { question: asked.question.trim(), choices, closes_at: new Date(asked.closes).toISOString() },
      { onSuccess: () => setAsked(NOTHING) },
    );
  const write = (place: number, value: string) =>
    setAsked({ ...asked, choices: asked.choices.map((one, at) => (at === place ? value : one)) });
  return (
    <Card>
      <Stack>
        <TextField
          label={t("poll.question")}
          maxLength={300}
          value={asked.question}
          onChange={(question) => setAsked({ ...asked, question })}
        />
        {asked.choices.map((value, place) => (
          <TextField
            key={place}
            label={t("poll.choice", { n: place + 1 })}
            maxLength={80}
            value={value}
            onChange={(next) => write(place, next)}
          />
        ))}
        {asked.choices.length < MOST && (
          <Row>
            <Button
              tone="quiet"
              small
              onClick={() => setAsked({ ...asked, choices: [...asked.choices, ""] })}
            >
              {t("poll.addChoice")}
            </Button>
          </Row>
        )}
        <TextField
          label={t("poll.until")}
          type="datetime-local"
          min={`${today()}T00:00`}
          value={asked.closes}
          onChange={(closes) => setAsked({ ...asked, closes })}
        />
        {send.isError && <Failure message={problemWords(send.error, t)} />}
        {send.isSuccess && !asked.question && (
          <Notice tone="good" live>
            {t("poll.sent")}
          </Notice>
        )}
        <Muted small>{t("poll.deskRule")}</Muted>
        <div>
          <Button busy={send.isPending} disabled={!ready} onClick={ask}>
            {t("poll.ask")}
          </Button>
        </div>
      </Stack>
    </Card>
  );
}
