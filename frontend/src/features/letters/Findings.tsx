import { useTranslation } from "react-i18next";
import { Badge } from "~/components/Bits";
import { Card, Muted, Row, Section } from "~/components/Layouts";
import type { FindingRead } from "./queries";

/** What the check found: each place, why, and what to write instead. */
export function Findings({ findings }: { findings: FindingRead[] }) {
  const { t } = useTranslation("letters");
  if (findings.length === 0) return null;
  return (
    <Section title={t("findings.title")}>
      {findings.map((one, at) => (
        <Card key={`${one.rule}-${at}`}>
          <Row>
            <Badge tone={one.blocks === "none" || one.blocks === "" ? "warn" : "danger"}>
              {one.found || one.where}
            </Badge>
          </Row>
          <p>{one.message}</p>
          {one.suggestion && <Muted small>{one.suggestion}</Muted>}
        </Card>
      ))}
    </Section>
  );
}
