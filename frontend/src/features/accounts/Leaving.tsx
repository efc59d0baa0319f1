import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { Button } from "~/components/Button";
import { Check } from "~/components/Choice";
import { Dialog } from "~/components/Dialog";
import { Muted, Section, Stack } from "~/components/Layouts";
import { Failure } from "~/components/States";
import { announce } from "~/components/Toast";
import { usePath } from "~/lib/lang";
import { problemWords } from "~/lib/problemWords";
import { useAskForData, useEraseAccount } from "./queries";

const GOES = ["words", "files", "contacts", "letters"] as const;
const STAYS = ["sent", "numbers", "audit"] as const;

/** Everything kept about me, to take along: one JSON and my files. */
export function MyData() {
  const { t } = useTranslation("account");
  const ask = useAskForData();
  return (
    <Section title={t("data.title")} lead={t("data.lead")}>
      {ask.isError && <Failure message={problemWords(ask.error, t)} />}
      <div>
        <Button
          tone="quiet"
          busy={ask.isPending}
          onClick={() =>
            ask.mutate(undefined, { onSuccess: ({ address }) => window.location.assign(address) })
          }
        >
          {t("data.button")}
        </Button>
      </div>
    </Section>
  );
}

/** Two steps: first what goes and what stays, then the deletion itself. */
export function Erase() {
  const { t } = useTranslation(["account", "common"]);
  const path = usePath();
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const [read, setRead] = useState(false);
  const erase = useEraseAccount(() => {
    announce(t("account:erase.done"));
    return navigate(path("/"));
  });
  const close = () => {
    setAsking(false);
    setRead(false);
  };
  return (
    <Section title={t("account:erase.title")} lead={t("account:erase.lead")}>
      <div>
        <Button tone="danger" onClick={() => setAsking(true)}>
          {t("account:erase.button")}
        </Button>
      </div>
      <Dialog
        open={asking}
        onClose={close}
        title={t("account:erase.askTitle")}
        actions={
          <>
            <Button tone="danger" disabled={!read} busy={erase.isPending} onClick={() => erase.mutate()}>
              {t("account:erase.do")}
            </Button>
            <Button tone="quiet" onClick={close}>
              {t("common:cancel")}
            </Button>
          </>
        }
      >
        <Stack tight>
          <strong>{t("account:erase.goes")}</strong>
          <ul>
            {GOES.map((one) => (
              <li key={one}>{t(`account:erase.goesList.${one}`)}</li>
            ))}
          </ul>
          <strong>{t("account:erase.stays")}</strong>
          <ul>
            {STAYS.map((one) => (
              <li key={one}>{t(`account:erase.staysList.${one}`)}</li>
            ))}
          </ul>
          <Muted small>{t("account:erase.askText")}</Muted>
          <Check checked={read} onChange={setRead} label={t("account:erase.read")} />
          {erase.isError && <Failure message={problemWords(erase.error, t)} />}
        </Stack>
      </Dialog>
    </Section>
  );
}
