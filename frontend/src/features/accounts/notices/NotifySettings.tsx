import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "~/components/Button";
import { Check, Checks } from "~/components/Choice";
import { SelectField, TextField } from "~/components/Field";
import { Muted, Section, Stack } from "~/components/Layouts";
import { Notice } from "~/components/Notice";
import { Failure, Loading } from "~/components/States";
import { LANG_NAMES, LANGS } from "~/i18n";
import { asLang, useLang } from "~/lib/lang";
import { problemWords } from "~/lib/problemWords";
import { zoneOptions } from "~/lib/zones";
import { useAccount, useChangeLang } from "../queries";
import { type NotifyRead, useChangeNotify, useNotify } from "./queries";

/** What one hears of, by mail or SMS, and when not; what is about safety always comes. */
export function NotifySettings() {
  const { t } = useTranslation(["account", "common"]);
  const found = useNotify();
  return (
    <Section title={t("account:notify.title")} lead={t("account:notify.lead")}>
      <LanguageOfMail />
      {found.isPending && <Loading />}
      {found.isError && <Failure message={problemWords(found.error, t)} retry={() => found.refetch()} />}
      {found.data && <Form kept={found.data} />}
    </Section>
  );
}

/** In what language mails and SMS come; kept as soon as it is chosen. */
function LanguageOfMail() {
  const { t } = useTranslation(["account", "common"]);
  const account = useAccount();
  const save = useChangeLang();
  if (!account.data) return null;
  return (
    <Stack tight>
      <SelectField
        label={t("account:notify.lang")}
        value={save.isPending ? save.variables : account.data.lang}
        onChange={(lang) => save.mutate(asLang(lang))}
        options={LANGS.map((one) => ({ value: one, label: LANG_NAMES[one] }))}
      />
      {save.isError && <Failure message={problemWords(save.error, t)} />}
      <div role="status">{save.isSuccess && <Muted small>{t("common:saved")}</Muted>}</div>
    </Stack>
  );
}

type Topic = NotifyRead["topics"][number];
const NIGHT = { quiet_from: "22:00", quiet_until: "08:00" };

function Form({ kept }: { kept: NotifyRead }) {
  const { t } = useTranslation(["account", "common"]);
  const lang = useLang();
  const { has_email, has_phone, ...choice } = kept;
  const [wish, setWishes] = useState(choice);
  const save = useChangeNotify();
  const setWish = (next: typeof wish) => {
    if (!save.isPending) save.reset();
    setWishes(next);
  };
  const quiet = wish.quiet_from !== null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(wish);
  };
  const put = (changed: Topic) =>
    setWish({ ...wish, topics: wish.topics.map((one) => (one.topic === changed.topic ? changed : one)) });
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <Check
          checked={wish.wanted}
          onChange={(wanted) => setWish({ ...wish, wanted })}
          label={t("account:notify.label")}
          note={t("account:notify.note")}
        />
        {wish.wanted &&
          wish.topics
            .filter((one) => !one.always)
            .map((one) => <Ways key={one.topic} one={one} put={put} kept={kept} />)}
        <Muted small>{t("account:notify.always")}</Muted>
        <Check
          checked={quiet}
          onChange={(on) => setWish({ ...wish, ...(on ? NIGHT : { quiet_from: null, quiet_until: null }) })}
          label={t("account:notify.quiet")}
          note={t("account:notify.quietNote")}
        />
        {quiet && (
          <>
            <TextField
              label={t("account:notify.from")}
              type="time"
              value={wish.quiet_from ?? ""}
              onChange={(quiet_from) => setWish({ ...wish, quiet_from })}
            />
            <TextField
              label={t("account:notify.until")}
              type="time"
              value={wish.quiet_until ?? ""}
              onChange={(quiet_until) => setWish({ ...wish, quiet_until })}
            />
            <SelectField
              label={t("account:notify.zone")}
              value={wish.zone}
              onChange={(zone) => setWish({ ...wish, zone })}
              options={zoneOptions(wish.zone, lang)}
            />
          </>
        )}
        {save.isError && <Failure message={problemWords(save.error, t)} />}
        {save.isSuccess && (
          <Notice tone="good" live>
            {t("common:saved")}
          </Notice>
        )}
        <div>
          <Button type="submit" tone="quiet" busy={save.isPending}>
            {t("common:save")}
          </Button>
        </div>
      </Stack>
    </form>
  );
}

function Ways({ one, put, kept }: { one: Topic; put: (changed: Topic) => void; kept: NotifyRead }) {
  const { t } = useTranslation("account");
  const ways = [
    ...(kept.has_email ? [{ value: "email", label: t("notify.byEmail") }] : []),
    ...(kept.has_phone ? [{ value: "phone", label: t("notify.byPhone") }] : []),
  ];
  const on = [...(one.email ? ["email"] : []), ...(one.phone ? ["phone"] : [])];
  const change = (values: string[]) =>
    put({
      ...one,
      email: kept.has_email ? values.includes("email") : one.email,
      phone: kept.has_phone ? values.includes("phone") : one.phone,
    });
  return (
    <Checks
      legend={t(`notify.topics.${one.topic as "letter"}`)}
      columns={2}
      options={ways}
      values={on}
      onChange={change}
    />
  );
}
