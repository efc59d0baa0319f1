import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "~/components/Button";
import { CardLink } from "~/components/CardLink";
import { CopyField } from "~/components/CopyField";
import { FilePick } from "~/components/FilePick";
import { Card, Grid, Row, Section } from "~/components/Layouts";
import { Dialable, Reach } from "~/components/Links";
import { MoreButton } from "~/components/MoreButton";
import { Rewording, type Wording } from "~/components/Rewording";
import { TakeBack } from "~/components/TakeBack";
import { TellDialog } from "~/components/TellDialog";
import { announce } from "~/components/Toast";
import { VirtualTable } from "~/components/VirtualTable";
import { WhyDialog } from "~/components/WhyDialog";
import { useLang } from "~/lib/lang";
import { number } from "~/lib/numbers";

const MANY = 4326;
const WAITING = {
  hasNextPage: true,
  isFetchingNextPage: false,
  fetchNextPage: () => undefined,
  isFetchNextPageError: false,
  error: null,
};
const CONTACTS = ["+86 10 1234 5678", "https://example.org/", "help@example.org"];
const HOTLINE = "12315";
const nothing = () => undefined;

/** What few pages need: a card that is one link, texts to copy, long tables, and dialogs that ask for words. */
export function Rarer() {
  const { t } = useTranslation("gallery");
  return (
    <Section title={t("rarer")}>
      <Grid halves>
        <Card as="article">
          <h3>
            <CardLink to="#card">{t("heading")}</CardLink>
          </h3>
          <p>{t("body")}</p>
        </Card>
        <Card>
          {CONTACTS.map((one) => (
            <p key={one}>
              <Reach value={one} />
            </p>
          ))}
          <p>
            <Dialable text={`${t("body")} ${HOTLINE}`} number={HOTLINE} />
          </p>
        </Card>
        <CopyField label={t("label")} value={t("text")} />
        <CopyField label={t("markdown")} value={t("text")} folded />
      </Grid>
      <Row>
        <FilePick label={t("files")} accept="image/*" onFiles={nothing} />
        <MoreButton found={WAITING} />
        <MoreButton found={{ ...WAITING, isFetchingNextPage: true }} label={t("waiting")} small />
      </Row>
      <Long />
      <Asking />
    </Section>
  );
}

function Long() {
  const { t } = useTranslation("gallery");
  const lang = useLang();
  return (
    <VirtualTable
      caption={t("rarer")}
      count={MANY}
      rowAt={(index) => (index % 7 ? { index } : undefined)}
      onRange={nothing}
      columns={[
        { id: "name", title: t("fact"), cell: () => t("value") },
        { id: "amount", title: t("amount"), end: true, cell: (row) => number(row.index, lang) },
        { id: "note", title: t("note"), wide: true, cell: () => t("good") },
      ]}
    />
  );
}

function useSaid<Sent>() {
  const { t } = useTranslation("gallery");
  return useMutation<unknown, Error, Sent>({ mutationFn: async () => announce(t("said")) });
}

function Asking() {
  const { t } = useTranslation("gallery");
  const [open, setOpen] = useState(false);
  const [text, setText] = useState("");
  const reword = useSaid<Wording>();
  const end = useSaid<string>();
  const tell = useSaid<{ key: string; reason_code: string; text: string }>();
  const words = { title: t("dialog"), text: t("body"), does: t("risky"), why: t("which"), pick: t("select") };
  return (
    <>
      <Rewording hint={t("hint")} now={{ title: t("heading"), summary: t("text") }} act={reword} />
      <Row>
        <Button tone="quiet" small onClick={() => setOpen(true)}>
          {t("box")}
        </Button>
        <WhyDialog
          words={{ ...words, open: t("risky"), of: t("first") }}
          reasons={[{ value: "second", label: t("second") }]}
          act={end}
          body={(reason) => reason}
        />
        <TakeBack
          does={t("off")}
          title={t("dialog")}
          text={t("body")}
          act={end}
          body="first"
          done={t("said")}
        />
      </Row>
      <TellDialog
        open={open}
        onClose={() => setOpen(false)}
        words={{ title: t("box"), text: t("label"), send: t("press"), done: t("said") }}
        text={text}
        onText={setText}
        sending={tell}
        body={{ reason_code: "other" }}
      >
        <p>{t("body")}</p>
      </TellDialog>
    </>
  );
}
