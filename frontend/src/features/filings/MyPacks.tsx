import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Badge, Facts } from "~/components/Bits";
import { CopyField } from "~/components/CopyField";
import { Card, Muted, Prose, Row, Section } from "~/components/Layouts";
import { Notice } from "~/components/Notice";
import { Failure, Loading } from "~/components/States";
import { day } from "~/lib/dates";
import { useLang, usePath } from "~/lib/lang";
import { problemWords } from "~/lib/problemWords";
import { type PackRead, useMyPacks, usePackContent, useRecordPack } from "./queries";
import { StepButtons } from "./RecordStep";

/** One's own packs, each followed by oneself. */
export function MyPacks() {
  const { t } = useTranslation("packs");
  const path = usePath();
  const found = useMyPacks();
  if (!found.isError && !found.data?.length) return null;
  return (
    <Section title={t("mine.title")}>
      {found.isError && <Failure message={problemWords(found.error, t)} retry={() => found.refetch()} />}
      {found.data?.map((pack) => (
        <Card key={pack.reference} as="article">
          <Row between>
            <h3>
              <Link to={path(`/me/packs/${pack.reference}`)}>{pack.channel_name}</Link>
            </h3>
            <PackState pack={pack} />
          </Row>
        </Card>
      ))}
    </Section>
  );
}

function PackState({ pack }: { pack: PackRead }) {
  const { t } = useTranslation("packs");
  if (pack.ended_on) return <Badge>{t("states.ended")}</Badge>;
  return (
    <Badge tone={pack.filed_on ? "accent" : "warn"}>
      {t(pack.filed_on ? "states.sent" : "states.prepared")}
    </Badge>
  );
}

/** A pack's content field by field, to copy into the official form, and what became of it. */
export function MyPack({ reference }: { reference: string }) {
  const { t } = useTranslation(["packs", "common", "case"]);
  const lang = useLang();
  const content = usePackContent(reference);
  const packs = useMyPacks();
  const record = useRecordPack(reference);
  const pack = packs.data?.find((one) => one.reference === reference);
  if (content.isPending || packs.isPending) return <Loading lines={8} />;
  if (content.isError)
    return <Failure message={problemWords(content.error, t)} retry={() => content.refetch()} />;
  return (
    <>
      {pack && <h2>{pack.channel_name}</h2>}
      <Notice tone="warn">
        <p>{t("packs:own")}</p>
        {content.data.warnings.map((one) => (
          <p key={one.code}>{one.text}</p>
        ))}
      </Notice>
      <CopyField label={t("packs:copy")} value={content.data.text} folded />
      {content.data.sections.map((section) => (
        <Section key={section.code} title={section.title}>
          {section.yours ? <Muted>{t("packs:yours")}</Muted> : <Prose>{section.lines.join("\n")}</Prose>}
        </Section>
      ))}
      {pack && (
        <Section title={t("packs:follow")}>
          <Facts
            items={[
              { name: t("packs:filedOn"), value: day(pack.filed_on, lang) },
              { name: t("packs:number"), value: pack.number },
              { name: t("packs:deliveredOn"), value: day(pack.delivered_on, lang) },
              { name: t("packs:due"), value: day(pack.due?.on, lang) },
            ]}
          />
          {pack.responses.map((one) => (
            <Notice key={one.came_on + one.kind} title={t(`case:filings.responses.${one.kind as "answer"}`)}>
              <Muted small>{day(one.came_on, lang)}</Muted>
              <p>{one.text ?? one.summary}</p>
            </Notice>
          ))}
          <StepButtons sent={pack.filed_on !== null} ended={pack.ended_on !== null} record={record} />
        </Section>
      )}
    </>
  );
}
