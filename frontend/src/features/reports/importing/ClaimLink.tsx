import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "~/components/Button";
import { CopyField } from "~/components/CopyField";
import { Muted } from "~/components/Layouts";
import { Notice } from "~/components/Notice";
import { Failure } from "~/components/States";
import { SureDialog } from "~/components/SureDialog";
import { problemWords } from "~/lib/problemWords";
import { type ImportRead, useClaimLink } from "./queries";

/** The group's claim link, shown once; a new one ends the one that was posted, so that is asked first. */
export function ClaimLink({ reference, batch }: { reference: string; batch: ImportRead }) {
  const { t } = useTranslation("desk");
  const [asking, setAsking] = useState(false);
  const link = useClaimLink(reference, batch.reference);
  if (link.data) {
    return (
      <Notice tone="good" live>
        <CopyField label={t("imports.linkOnce")} value={link.data.url} />
      </Notice>
    );
  }
  return (
    <>
      <Muted small>{t(batch.has_link ? "imports.linkMade" : "imports.linkLead")}</Muted>
      {link.isError && !asking && <Failure message={problemWords(link.error, t)} />}
      <div>
        <Button
          tone="quiet"
          small
          busy={link.isPending}
          onClick={() => (batch.has_link ? setAsking(true) : link.mutate())}
        >
          {t(batch.has_link ? "imports.linkAgain" : "imports.link")}
        </Button>
      </div>
      <SureDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t("imports.linkAgain")}
        does={t("imports.linkAgainDo")}
        act={link}
        body={undefined}
      >
        <p>{t("imports.linkAgainLead")}</p>
      </SureDialog>
    </>
  );
}
