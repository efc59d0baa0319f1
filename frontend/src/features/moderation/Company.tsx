import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "~/components/Button";
import { TextField } from "~/components/Field";
import { Card, Row } from "~/components/Layouts";
import { LANG_NAMES, LANGS, type Lang } from "~/i18n";
import { HouseTrail } from "./AuditTrail";
import { Refused, useOwnAct } from "./acting";
import type { Desk } from "./queries";

/** A company somebody proposed, listed under one name a language; the decision is final, so no name stays behind. */
export function Company({ one }: { one: Desk["respondents"][number] }) {
  const { t } = useTranslation("moderation");
  const doing = useOwnAct();
  const [names, setNames] = useState<Partial<Record<Lang, string>>>(one.names);
  const [added, setAdded] = useState<Lang | null>(null);
  const shown = LANGS.filter((lang) => names[lang] !== undefined);
  const lacking = (lang: Lang) => lang in one.names && !names[lang]?.trim();
  const written = shown.map((lang) => [lang, names[lang]?.trim() ?? ""]).filter(([, name]) => name);
  const write = (lang: Lang, name: string) => setNames((now) => ({ ...now, [lang]: name }));
  return (
    <Card as="article">
      {shown.map((lang) => (
        <TextField
          key={lang}
          label={t("respondent.nameIn", { lang: LANG_NAMES[lang] })}
          error={lacking(lang) ? t("respondent.lacks") : null}
          lang={lang}
          maxLength={80}
          autoFocus={lang === added}
          value={names[lang] ?? ""}
          onChange={(name) => write(lang, name)}
        />
      ))}
      <Row>
        {LANGS.filter((lang) => !shown.includes(lang)).map((lang) => (
          <Button
            key={lang}
            tone="plain"
            small
            onClick={() => {
              write(lang, "");
              setAdded(lang);
            }}
          >
            {t("respondent.add", { lang: LANG_NAMES[lang] })}
          </Button>
        ))}
      </Row>
      <Refused doing={doing} />
      <Row>
        <Button
          small
          busy={doing.busy}
          disabled={shown.some(lacking)}
          onClick={() =>
            doing.act({
              kind: "respondent",
              respondent_id: one.id,
              listed: true,
              names: Object.fromEntries(written),
            })
          }
        >
          {t("respondent.list")}
        </Button>
        <Button
          small
          busy={doing.busy}
          tone="quiet"
          onClick={() => doing.act({ kind: "respondent", respondent_id: one.id, listed: false, names: null })}
        >
          {t("respondent.refuse")}
        </Button>
      </Row>
      <HouseTrail about={one.id} />
    </Card>
  );
}
