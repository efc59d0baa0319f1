import { useTranslation } from "react-i18next";
import { Timeline } from "~/components/Bits";
import { Muted, Section } from "~/components/Layouts";
import { FirstFailure, MoreButton } from "~/components/MoreButton";
import { Loading } from "~/components/States";
import { day } from "~/lib/dates";
import { useLang } from "~/lib/lang";
import { type TimelineRead, useTimeline } from "./queries";

/** What happened, newest first, to the day. */
export function CaseTimeline({ reference }: { reference: string }) {
  const { t, i18n } = useTranslation(["case", "common"]);
  const lang = useLang();
  const found = useTimeline(reference);
  const noted = found.data?.pages.flatMap((page) => page.items) ?? [];
  // What befell a letter is often noted days later.
  const entries = [...noted].sort((one, other) => other.on.localeCompare(one.on));
  const title = (entry: TimelineRead) => {
    const kind = entry.kind.replace(".", "_");
    return t(
      `case:timeline.kinds.${(i18n.exists(`case:timeline.kinds.${kind}`) ? kind : "other") as "other"}`,
    );
  };
  const note = (entry: TimelineRead) => {
    const to = entry.params.channel_name ?? entry.params.recipient;
    return typeof to === "string" ? <Muted small>{t("case:timeline.to", { name: to })}</Muted> : null;
  };
  return (
    <Section title={t("case:timeline.title")}>
      {found.isPending && <Loading lines={3} />}
      <FirstFailure found={found} />
      {found.isSuccess && entries.length === 0 && <Muted>{t("case:timeline.none")}</Muted>}
      <Timeline
        items={entries.map((entry, at) => ({
          id: `${entry.kind}-${entry.on}-${at}`,
          when: <time dateTime={entry.on}>{day(entry.on, lang)}</time>,
          title: title(entry),
          note: note(entry),
        }))}
      />
      <MoreButton found={found} label={t("case:timeline.more")} small />
    </Section>
  );
}
