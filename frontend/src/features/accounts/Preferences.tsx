import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "~/components/Button";
import { TextField } from "~/components/Field";
import { Card, Muted, Row, Section } from "~/components/Layouts";
import { Notice } from "~/components/Notice";
import { Failure, Loading } from "~/components/States";
import { day, dayOf } from "~/lib/dates";
import { useLang } from "~/lib/lang";
import { problemWords } from "~/lib/problemWords";
import { NotifySettings } from "./notices/NotifySettings";
import { useEndToken, useMakeToken, useSignedIn, useTokens } from "./queries";

/** What to be told of; for journalists, their keys to the public interface. */
export function Preferences() {
  const roles = useSignedIn().data?.roles ?? [];
  return (
    <>
      <NotifySettings />
      {(roles.includes("journalist") || roles.includes("admin")) && <Tokens />}
    </>
  );
}

function Tokens() {
  const { t } = useTranslation("account");
  const lang = useLang();
  const [name, setName] = useState("");
  const found = useTokens();
  const make = useMakeToken();
  const end = useEndToken();
  return (
    <Section title={t("tokens.title")} lead={t("tokens.lead")}>
      {make.data?.secret && (
        <Notice tone="good" title={t("tokens.once")} live>
          <code>{make.data.secret}</code>
        </Notice>
      )}
      {found.isPending && <Loading lines={2} />}
      {found.isError && <Failure message={problemWords(found.error, t)} retry={() => found.refetch()} />}
      {end.isError && <Failure message={problemWords(end.error, t)} />}
      {found.data?.map((token) => (
        <Card key={token.id}>
          <Row between>
            <span>{token.name}</span>
            <Button
              tone="quiet"
              small
              busy={end.isPending && end.variables === token.id}
              onClick={() => end.mutate(token.id)}
            >
              {t("tokens.end")}
              <span className="sr">{token.name}</span>
            </Button>
          </Row>
          <Muted small>
            {dayOf(token.created_at, lang)}{" "}
            {token.last_used_on && t("tokens.used", { date: day(token.last_used_on, lang) })}
          </Muted>
        </Card>
      ))}
      <TextField label={t("tokens.name")} maxLength={80} value={name} onChange={setName} />
      {make.isError && <Failure message={problemWords(make.error, t)} />}
      <div>
        <Button
          tone="quiet"
          disabled={!name.trim()}
          busy={make.isPending}
          onClick={() => make.mutate(name.trim(), { onSuccess: () => setName("") })}
        >
          {t("tokens.make")}
        </Button>
      </div>
    </Section>
  );
}
