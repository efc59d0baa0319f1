import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { Button } from "~/components/Button";
import { Check } from "~/components/Choice";
import { Card, Muted, Section, Stack } from "~/components/Layouts";
import { Failure, Loading } from "~/components/States";
import { usePath } from "~/lib/lang";
import { problemWords } from "~/lib/problemWords";
import { type CaseChannel, useCaseChannels, useOpenPack } from "./queries";

/** Channels that take complaints one by one: one's own pack, in one's own words, sent from one's own account. */
export function OwnWays({ reference }: { reference: string }) {
  const { t } = useTranslation("packs");
  const found = useCaseChannels(reference);
  const open = found.data?.filter((one) => one.own_state === "individual" || one.own_state === "open") ?? [];
  const shown = open.filter((one) => !one.takes_joint_letter && one.fits_issue);
  if (found.isPending) return <Loading lines={3} />;
  if (shown.length === 0) return null;
  return (
    <Section title={t("ways.title")} lead={t("ways.lead")}>
      {shown.map((channel) => (
        <Way key={channel.channel_id} reference={reference} channel={channel} />
      ))}
    </Section>
  );
}

function Way({ reference, channel }: { reference: string; channel: CaseChannel }) {
  const { t } = useTranslation("packs");
  const path = usePath();
  const navigate = useNavigate();
  const [read, setRead] = useState(false);
  const open = useOpenPack(reference);
  const warnings = channel.own_checks.filter((check) => !check.blocks);
  const prepare = () =>
    open.mutate(
      { channel_id: channel.channel_id, warnings_read: warnings.map((check) => check.code) },
      { onSuccess: (pack) => navigate(path(`/me/packs/${pack.reference}`)) },
    );
  return (
    <Card as="article">
      <h3>{channel.name}</h3>
      <Muted small>{channel.scope}</Muted>
      {channel.own_checks.length > 0 && (
        <Stack as="ul" tight>
          {channel.own_checks.map((check) => (
            <li key={check.code}>{check.text}</li>
          ))}
        </Stack>
      )}
      {warnings.length > 0 && <Check plain checked={read} onChange={setRead} label={t("ways.read")} />}
      {open.isError && <Failure message={problemWords(open.error, t)} />}
      <div>
        <Button
          small
          tone="quiet"
          busy={open.isPending}
          disabled={warnings.length > 0 && !read}
          onClick={prepare}
        >
          {t("ways.prepare")}
        </Button>
      </div>
    </Card>
  );
}
