import { useTranslation } from "react-i18next";
import { Card, Muted, Prose, Row, Section } from "~/components/Layouts";
import { FirstFailure, MoreButton } from "~/components/MoreButton";
import { Loading } from "~/components/States";
import { TakeBack } from "~/components/TakeBack";
import { Arrive } from "~/lib/arrive";
import { moment } from "~/lib/dates";
import { useLang } from "~/lib/lang";
import { PollCard } from "./PollCard";
import { type Announcement, useAnnouncements, usePolls, useTakeBackAnnouncement } from "./queries";

/** What the organizer told and asks the members; whoever is not in the case never sees it. */
export function FromOrganizer({ reference }: { reference: string }) {
  const { t } = useTranslation("group");
  const announced = useAnnouncements(reference);
  const asked = usePolls(reference);
  const any = announced.data?.pages[0]?.items.length || asked.data?.pages[0]?.items.length;
  if (!any) return null;
  return (
    <Section id="from-organizer" title={t("from.title")} lead={t("from.lead")}>
      <Arrive at="from-organizer" />
      <PollList reference={reference} />
      <AnnouncementList reference={reference} />
    </Section>
  );
}

export function PollList({ reference }: { reference: string }) {
  const { t } = useTranslation(["group", "common"]);
  const found = usePolls(reference);
  return (
    <>
      {found.isPending && <Loading lines={2} />}
      <FirstFailure found={found} />
      {found.data?.pages
        .flatMap((page) => page.items)
        .map((poll) => (
          <PollCard key={poll.reference} reference={reference} poll={poll} />
        ))}
      <MoreButton found={found} label={t("group:poll.more")} small />
    </>
  );
}

/** `own` lets the organizer take one back. */
export function AnnouncementList({ reference, own }: { reference: string; own?: boolean }) {
  const { t } = useTranslation(["group", "common"]);
  const found = useAnnouncements(reference);
  return (
    <>
      {found.isPending && <Loading lines={2} />}
      <FirstFailure found={found} />
      {found.data?.pages
        .flatMap((page) => page.items)
        .map((one) => (
          <One key={one.id} reference={reference} one={one} own={own} />
        ))}
      <MoreButton found={found} label={t("group:announce.more")} small />
    </>
  );
}

function One({ reference, one, own }: { reference: string; one: Announcement; own?: boolean }) {
  const { t } = useTranslation("group");
  const lang = useLang();
  const back = useTakeBackAnnouncement(reference);
  return (
    <Card as="article">
      <Row between>
        <Muted as="span" small>
          {moment(one.at, lang)}
        </Muted>
        {own && (
          <TakeBack
            does={t("takeBack")}
            which={moment(one.at, lang)}
            title={t("takingBack.title.announcement")}
            text={t("takingBack.text.announcement")}
            act={back}
            body={one.id}
            done={t("takingBack.done")}
          />
        )}
      </Row>
      <Prose lang={one.lang}>{one.text}</Prose>
    </Card>
  );
}
