import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Badge, Facts } from "~/components/Bits";
import { SelectField } from "~/components/Field";
import { Card, Muted, Page, Row, Section, Stack } from "~/components/Layouts";
import { Reach } from "~/components/Links";
import { Notice } from "~/components/Notice";
import { Failure, Loading } from "~/components/States";
import { day } from "~/lib/dates";
import { useInAddress } from "~/lib/inAddress";
import { useLang, usePath } from "~/lib/lang";
import { problemWords } from "~/lib/problemWords";
import { type ChannelDetail, type ContactRead, useChannel, useChannels } from "./queries";
import { WrongContact } from "./WrongContact";

/** Where one can turn, by region. */
export function Channels() {
  const { t } = useTranslation("reference");
  const path = usePath();
  const [region, setRegion] = useInAddress("region");
  const found = useChannels();
  const regions = [...new Set(found.data?.map((channel) => channel.region))];
  const shown = found.data?.filter((channel) => !region || channel.region === region) ?? [];
  return (
    <>
      <Notice tone="warn" title={t("channels.scamTitle")}>
        {t("channels.scam")}
      </Notice>
      <SelectField
        label={t("channels.region")}
        value={region}
        onChange={setRegion}
        placeholder={t("channels.everywhere")}
        options={regions.map((value) => ({ value, label: t(`channels.regions.${value as "CN"}`) }))}
      />
      {found.isPending && <Loading lines={6} />}
      {found.isError && <Failure message={problemWords(found.error, t)} retry={() => found.refetch()} />}
      <Stack as="ul">
        {shown.map((channel) => (
          <Card as="li" key={channel.id}>
            <Row between>
              <h2>
                <Link to={path(`/channels/${channel.id}`)}>{channel.name}</Link>
              </h2>
              <Badge tone={channel.takes_joint_letter ? "good" : "plain"}>
                {t(channel.takes_joint_letter ? "channels.joint" : "channels.individual")}
              </Badge>
            </Row>
            <Muted>{channel.scope}</Muted>
          </Card>
        ))}
      </Stack>
    </>
  );
}

/** One channel: contacts with source and date, what it needs, how long it has. */
export function Channel({ id, above }: { id: string; above: ReactNode }) {
  const { t } = useTranslation("reference");
  const found = useChannel(id);
  const channel = found.data;
  if (!channel) {
    return (
      <Page title={t("channels.title")} narrow above={above}>
        {found.isError ? (
          <Failure message={problemWords(found.error, t)} retry={() => found.refetch()} />
        ) : (
          <Loading lines={8} />
        )}
      </Page>
    );
  }
  return (
    <Page title={channel.name} narrow above={above} lead={channel.scope}>
      {channel.not_for && <Notice tone="warn">{channel.not_for}</Notice>}
      <Section title={t("channels.contacts")}>
        {channel.contacts.length === 0 && <Muted>{t("channels.noContacts")}</Muted>}
        {channel.contacts.map((contact) => (
          <Contact key={contact.kind + contact.value} contact={contact} />
        ))}
        <WrongContact channel={channel} />
      </Section>
      <Rules channel={channel} />
    </Page>
  );
}

function Contact({ contact }: { contact: ContactRead }) {
  const { t } = useTranslation("reference");
  const lang = useLang();
  const sources = contact.sources.map((source) => source.title).join("; ");
  return (
    <Card>
      <Muted small>{contact.label ?? t(`channels.kinds.${contact.kind as "phone"}`)}</Muted>
      <p>
        <strong>
          <Reach value={contact.value} />
        </strong>
      </p>
      <Row>
        <Badge tone={contact.last_verified ? "good" : "warn"}>{contact.mark}</Badge>
      </Row>
      <Muted small>{contact.warning}</Muted>
      <Muted small>
        {t("checkedOn", { date: day(contact.as_of, lang) })} {sources}
      </Muted>
    </Card>
  );
}

function Rules({ channel }: { channel: ChannelDetail }) {
  const { t } = useTranslation("reference");
  const path = usePath();
  const warned = [...channel.conflicts, ...channel.cautions];
  return (
    <>
      <Section title={t("channels.jointTitle")}>
        <p>{channel.joint_rule}</p>
      </Section>
      {channel.prerequisites.length > 0 && (
        <Section title={t("channels.before")}>
          <Lines lines={channel.prerequisites} />
        </Section>
      )}
      {channel.required_content.length > 0 && (
        <Section title={t("channels.needs")}>
          <Lines lines={channel.required_content.map((one) => one.name)} />
        </Section>
      )}
      {channel.deadlines.length > 0 && (
        <Section title={t("channels.deadlines")}>
          <Facts
            items={channel.deadlines.map((one) => ({
              name: one.name,
              value: <Limit one={one} />,
            }))}
          />
        </Section>
      )}
      {warned.length > 0 && (
        <Notice tone="warn">
          <Lines lines={warned} />
        </Notice>
      )}
      {channel.next.length > 0 && (
        <Section title={t("channels.next")}>
          <Stack as="ul" tight>
            {channel.next.map((one) => (
              <li key={one.id}>
                <Link to={path(`/channels/${one.id}`)}>{one.name}</Link>
              </li>
            ))}
          </Stack>
        </Section>
      )}
    </>
  );
}

/** How long, counted from when, and how far that may be extended. */
function Limit({ one }: { one: ChannelDetail["deadlines"][number] }) {
  const { t } = useTranslation("reference");
  const long = (n: number) => t(`channels.units.${one.unit as "calendar_days"}`, { n });
  return (
    <>
      <p>{one.limit ? long(one.limit) : (one.meaning ?? t("channels.noLimit"))}</p>
      {one.starts && <Muted small>{t("channels.from", { starts: one.starts })}</Muted>}
      {one.extendable_to && (
        <Muted small>{t("channels.extendable", { limit: long(one.extendable_to) })}</Muted>
      )}
      {one.limit && one.meaning && <Muted small>{one.meaning}</Muted>}
    </>
  );
}

function Lines({ lines }: { lines: string[] }) {
  return (
    <Stack as="ul" tight>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </Stack>
  );
}
