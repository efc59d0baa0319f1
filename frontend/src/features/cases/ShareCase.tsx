import { Copy } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "~/components/Button";
import { Muted, Row, Section } from "~/components/Layouts";
import { usePath } from "~/lib/lang";
import type { CaseRead } from "./queries";

/** The address of the case, to pass on. */
export function ShareCase({ one }: { one: CaseRead }) {
  const { t } = useTranslation("case");
  const path = usePath();
  const [copied, setCopied] = useState(false);
  const address = window.location.origin + path(`/cases/${one.reference}`);
  const copy = () => navigator.clipboard?.writeText(address).then(() => setCopied(true));
  return (
    <Section title={t("share.title")}>
      {one.visibility !== "public" && <Muted>{t("share.privateNote")}</Muted>}
      <Row>
        <span>{address}</span>
        <Button tone="quiet" small icon={<Copy size={16} aria-hidden />} onClick={copy}>
          {t(copied ? "share.copied" : "share.copy")}
        </Button>
      </Row>
    </Section>
  );
}
