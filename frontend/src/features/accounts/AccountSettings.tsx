import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { Badge } from "~/components/Bits";
import { Button } from "~/components/Button";
import { Card, Muted, Row, Section, Stack } from "~/components/Layouts";
import { Failure, Loading } from "~/components/States";
import { dayOf } from "~/lib/dates";
import { deviceName } from "~/lib/device";
import { useLang, usePath } from "~/lib/lang";
import { problemWords } from "~/lib/problemWords";
import { Erase, MyData } from "./Leaving";
import { Preferences } from "./Preferences";
import {
  useAccount,
  useEndSession,
  useMakeRecoveryCode,
  useRemoveContact,
  useSessions,
  useSignOut,
} from "./queries";
import styles from "./SignIn.module.css";
import { SignInBox } from "./SignInBox";

/** Contacts, signed-in devices, the recovery code and the way out. */
export function AccountSettings() {
  return (
    <>
      <Contacts />
      <Preferences />
      <Sessions />
      <Recovery />
      <MyData />
      <Erase />
    </>
  );
}

function Contacts() {
  const { t } = useTranslation("account");
  const account = useAccount();
  const remove = useRemoveContact();
  const [adding, setAdding] = useState(false);
  return (
    <Section title={t("contacts.title")} lead={t("contacts.lead")}>
      {account.isPending && <Loading lines={2} />}
      {account.isError && (
        <Failure message={problemWords(account.error, t)} retry={() => account.refetch()} />
      )}
      {remove.isError && <Failure message={problemWords(remove.error, t)} />}
      {account.data?.contacts.map((contact) => (
        <Card key={contact.id}>
          <Row between>
            <span>{contact.masked}</span>
            {account.data.contacts.length > 1 && (
              <Button tone="plain" small onClick={() => remove.mutate(contact.id)} busy={remove.isPending}>
                {t("contacts.remove")}
                <span className="sr">{contact.masked}</span>
              </Button>
            )}
          </Row>
        </Card>
      ))}
      {adding ? (
        <Card>
          <SignInBox onDone={() => setAdding(false)} />
        </Card>
      ) : (
        <div>
          <Button tone="quiet" small onClick={() => setAdding(true)}>
            {t("contacts.add")}
          </Button>
        </div>
      )}
    </Section>
  );
}

function Sessions() {
  const { t } = useTranslation("account");
  const lang = useLang();
  const path = usePath();
  const navigate = useNavigate();
  const sessions = useSessions();
  const end = useEndSession();
  const out = useSignOut(() => navigate(path("/")));
  return (
    <Section title={t("sessions.title")}>
      {sessions.isPending && <Loading lines={2} />}
      {sessions.isError && (
        <Failure message={problemWords(sessions.error, t)} retry={() => sessions.refetch()} />
      )}
      {sessions.data?.map((one) => (
        <Card key={one.id}>
          <Row between>
            <Stack tight>
              <span>{deviceName(one.device)}</span>
              <Muted as="span" small>
                {t("sessions.since", { date: dayOf(one.created_at, lang) })}
              </Muted>
            </Stack>
            {one.is_this ? (
              <Badge tone="accent">{t("sessions.this")}</Badge>
            ) : (
              <Button
                tone="quiet"
                small
                busy={end.isPending && end.variables === one.id}
                onClick={() => end.mutate(one.id)}
              >
                {t("sessions.endOther")}
                <span className="sr">{deviceName(one.device)}</span>
              </Button>
            )}
          </Row>
        </Card>
      ))}
      {end.isError && <Failure message={problemWords(end.error, t)} />}
      {out.isError && (
        <Failure message={problemWords(out.error, t)}>
          <p>{t("sessions.unsure")}</p>
        </Failure>
      )}
      <div>
        <Button tone="quiet" busy={out.isPending} onClick={() => out.mutate()}>
          {t("sessions.end")}
        </Button>
      </div>
    </Section>
  );
}

function Recovery() {
  const { t } = useTranslation("account");
  const make = useMakeRecoveryCode();
  return (
    <Section title={t("recovery.title")} lead={t("recovery.lead")}>
      {make.isError && <Failure message={problemWords(make.error, t)} />}
      {make.data ? (
        <div role="status">
          <Muted small>{t("recovery.shown")}</Muted>
          <p className={styles.secret}>{make.data.code}</p>
        </div>
      ) : (
        <div>
          <Button tone="quiet" onClick={() => make.mutate()} busy={make.isPending}>
            {t("recovery.make")}
          </Button>
        </div>
      )}
    </Section>
  );
}
