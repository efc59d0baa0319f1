import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Badge, type BadgeTone, More } from "~/components/Bits";
import { Button, ButtonLink } from "~/components/Button";
import { Check } from "~/components/Choice";
import { SelectField } from "~/components/Field";
import { Card, Muted, Row, Section, Stack } from "~/components/Layouts";
import { Failure, Loading } from "~/components/States";
import { day } from "~/lib/dates";
import { useLang, usePath } from "~/lib/lang";
import { problemWords } from "~/lib/problemWords";
import {
  type CaseChannel,
  type FilingRead,
  type LetterRow,
  useCaseChannels,
  useFile,
  useSealedLetters,
} from "./queries";

const TONES: Record<string, BadgeTone> = {
  open: "good",
  individual: "plain",
  not_yet: "warn",
  conflict: "danger",
};

/** Which ways are open now, and why others are not; choosing one prepares the sending. */
export function ChooseChannel({ reference, filings }: { reference: string; filings: FilingRead[] }) {
  const { t } = useTranslation("desk");
  const found = useCaseChannels(reference);
  const letters = useSealedLetters(reference);
  const [letter, setLetter] = useState("");
  const underway = new Set(filings.filter((one) => !one.ended_on).map((one) => one.letter));
  const ready = letters.data?.filter((one) => !underway.has(one.reference));
  const chosen = ready?.find((one) => one.reference === letter) ?? ready?.[0];
  const letterTo = (channel: string) =>
    chosen?.channel_id === channel ? chosen : ready?.find((one) => one.channel_id === channel);
  return (
    <Section title={t("choose.title")} lead={t("choose.lead")}>
      {ready?.length === 0 && <Muted>{t("choose.noLetter")}</Muted>}
      {ready && chosen && (
        <SelectField
          label={t("choose.letter")}
          value={chosen.reference}
          onChange={setLetter}
          options={ready.map((one) => ({
            value: one.reference,
            label: `${one.title} → ${one.recipient}`,
          }))}
        />
      )}
      {found.isPending && <Loading lines={6} />}
      {found.isError && <Failure message={problemWords(found.error, t)} retry={() => found.refetch()} />}
      {found.data?.map((channel) => (
        <ChannelCard
          key={channel.channel_id}
          reference={reference}
          channel={channel}
          letter={letterTo(channel.channel_id)}
          filings={filings}
        />
      ))}
    </Section>
  );
}

interface ChannelCardProps {
  reference: string;
  channel: CaseChannel;
  /** The letter to send, which is to this very recipient. */
  letter: LetterRow | undefined;
  filings: FilingRead[];
}

function ChannelCard({ reference, channel, letter, filings }: ChannelCardProps) {
  const { t } = useTranslation("desk");
  const lang = useLang();
  const path = usePath();
  const [read, setRead] = useState(false);
  const file = useFile(reference);
  const warnings = channel.checks.filter((check) => !check.blocks);
  const follows = filings.find(
    (one) => one.next_channels.includes(channel.channel_id) && one.filed_on,
  )?.reference;
  const prepare = () =>
    file.mutate({
      letter_reference: letter?.reference ?? "",
      channel_id: channel.channel_id,
      follows: follows ?? null,
      warnings_read: warnings.map((check) => check.code),
    });
  return (
    <Card as="article">
      <Row between>
        <h3>{channel.name}</h3>
        <Badge tone={TONES[channel.state]}>{t(`choose.states.${channel.state}`)}</Badge>
      </Row>
      <Muted small>{channel.scope}</Muted>
      <Stack as="ul" tight>
        {channel.checks.map((check) => (
          <li key={check.code}>
            {check.text}{" "}
            {check.basis.length > 0 && <Muted as="span" small>{`(${check.basis.join(", ")})`}</Muted>}
          </li>
        ))}
      </Stack>
      {channel.opens_on && <Muted>{t("choose.opensOn", { date: day(channel.opens_on, lang) })}</Muted>}
      {channel.contacts.length > 0 && (
        <More summary={t("choose.contacts")}>
          {channel.contacts.map((contact) => (
            <div key={contact.kind + contact.value}>
              <strong>{contact.value}</strong>
              <Muted small>
                {contact.mark} · {contact.sources.join("; ")} · {day(contact.as_of, lang)}
              </Muted>
            </div>
          ))}
        </More>
      )}
      {channel.state === "open" && !letter && (
        <div>
          <ButtonLink
            tone="quiet"
            small
            to={path(`/cases/${reference}/desk/letters/new?channel=${channel.channel_id}`)}
          >
            {t("choose.draft")}
          </ButtonLink>
        </div>
      )}
      {channel.state === "open" && letter && (
        <>
          <Muted small>{letter.title}</Muted>
          {warnings.length > 0 && <Check plain checked={read} onChange={setRead} label={t("choose.read")} />}
          {file.isError && <Failure message={problemWords(file.error, t)} />}
          <div>
            <Button small busy={file.isPending} disabled={warnings.length > 0 && !read} onClick={prepare}>
              {t("choose.prepare")}
            </Button>
          </div>
        </>
      )}
    </Card>
  );
}
