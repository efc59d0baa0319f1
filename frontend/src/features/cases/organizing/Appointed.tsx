import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { Badge } from "~/components/Bits";
import { Button } from "~/components/Button";
import { Row, Section } from "~/components/Layouts";
import { Failure, Loading } from "~/components/States";
import { SureDialog } from "~/components/SureDialog";
import { WhyDialog } from "~/components/WhyDialog";
import { usePath } from "~/lib/lang";
import { problemWords } from "~/lib/problemWords";
import { toldApart } from "~/lib/toldApart";
import { useEndAppointment, useOrganizers } from "./queries";

const REASONS = ["left", "not_needed", "inactive", "misused", "mistake"] as const;

/** Who organizes a case: everybody may step down, the organizer ends who helps. */
export function Appointed({ reference }: { reference: string }) {
  const { t } = useTranslation(["desk", "common"]);
  const found = useOrganizers(reference);
  const end = useEndAppointment(reference);
  const rows = (found.data ?? []).filter((one) => one.appointed);
  const named = (one: (typeof rows)[number]) =>
    [t(`desk:appointed.roles.${one.role as "organizer"}`), toldApart(one, rows)].filter(Boolean).join(" · ");
  const leads = rows.some((one) => one.is_me && one.role === "organizer");
  return (
    <Section title={t("desk:appointed.title")} lead={t("desk:appointed.lead")}>
      {found.isPending && <Loading />}
      {found.isError && <Failure message={problemWords(found.error, t)} retry={() => found.refetch()} />}
      {rows.map((one) => (
        <Row key={one.id}>
          <span>{named(one)}</span>
          {one.is_me && <Badge tone="accent">{t("desk:appointed.me")}</Badge>}
          {one.is_me && <StepDown reference={reference} id={one.id} />}
          {leads && !one.is_me && one.role === "co_organizer" && (
            <WhyDialog
              words={{
                open: t("desk:appointed.end"),
                of: named(one),
                title: t("desk:appointed.endTitle"),
                text: t("desk:appointed.endText"),
                does: t("desk:appointed.endDo"),
                why: t("desk:appointed.why"),
                pick: t("desk:appointed.pick"),
              }}
              reasons={REASONS.map((value) => ({ value, label: t(`desk:appointed.reasons.${value}`) }))}
              act={end}
              body={(reason_code) => ({ organizer_id: one.id, reason_code })}
            />
          )}
        </Row>
      ))}
    </Section>
  );
}

function StepDown({ reference, id }: { reference: string; id: string }) {
  const { t } = useTranslation("desk");
  const path = usePath();
  const go = useNavigate();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button tone="quiet" small onClick={() => setAsking(true)}>
        {t("appointed.stepDown")}
      </Button>
      <SureDialog
        open={asking}
        onClose={() => setAsking(false)}
        onDone={() => go(path(`/cases/${reference}`))}
        title={t("appointed.stepTitle")}
        does={t("appointed.stepDo")}
        act={useEndAppointment(reference)}
        body={{ organizer_id: id }}
      >
        <p>{t("appointed.stepText")}</p>
      </SureDialog>
    </>
  );
}
