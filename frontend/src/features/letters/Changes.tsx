import { useTranslation } from "react-i18next";
import { Card, Muted, Section, Stack } from "~/components/Layouts";
import { Notice } from "~/components/Notice";
import { dayOf } from "~/lib/dates";
import { useLang } from "~/lib/lang";
import type { LetterRead } from "./queries";

type Told = NonNullable<NonNullable<LetterRead["own"]>["changes"]>;
type Changed = Told["lines"][number];

/** What is not as it was when I approved: nothing here is approved again by itself. */
export function Changes({ told }: { told: Told }) {
  const { t } = useTranslation("letters");
  const lang = useLang();
  return (
    <Section title={t("changes.title")}>
      <Notice tone="warn">
        {t("changes.lead", { version: told.version, date: dayOf(told.approved_at, lang) })}
      </Notice>
      <Card>
        <Stack tight>
          {told.recipient && <Turned name={t("changes.recipient")} turn={told.recipient} />}
          {told.channel && <Turned name={t("changes.channel")} turn={told.channel} />}
          {told.demands && <p>{t("changes.demands")}</p>}
          <Lines title={t("changes.words")} lines={told.lines} />
          <Lines title={t("changes.figures")} lines={told.figures} />
        </Stack>
      </Card>
    </Section>
  );
}

function Turned({ name, turn }: { name: string; turn: { before: string; after: string } }) {
  return (
    <p>
      {name} <del>{turn.before}</del> <ins>{turn.after}</ins>
    </p>
  );
}

function Lines({ title, lines }: { title: string; lines: Changed[] }) {
  const { t } = useTranslation("letters");
  if (lines.length === 0) return null;
  return (
    <>
      <strong>{title}</strong>
      {lines.map((line) => (
        <div key={`${line.kind}-${line.text}`}>
          <Muted as="span" small>
            {t(`changes.${line.kind as "added"}`)}
          </Muted>{" "}
          {line.kind === "added" ? <ins>{line.text}</ins> : <del>{line.text}</del>}
        </div>
      ))}
    </>
  );
}
