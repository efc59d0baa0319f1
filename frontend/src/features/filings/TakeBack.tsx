import type { UseMutationResult } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "~/components/Button";
import { SureDialog } from "~/components/SureDialog";

interface TakeBackProps {
  what: "offer" | "outcome";
  reference: string;
  act: UseMutationResult<unknown, Error, string>;
}

/** An organizer takes an offer or a question back that was asked wrongly, after being asked whether that is so. */
export function TakeBack({ what, reference, act }: TakeBackProps) {
  const { t } = useTranslation("group");
  const [asking, setAsking] = useState(false);
  return (
    <div>
      <Button tone="plain" small onClick={() => setAsking(true)}>
        {t("takeBack")}
      </Button>
      <SureDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t(`takingBack.title.${what}`)}
        does={t("takeBack")}
        act={act}
        body={reference}
      >
        <p>{t(`takingBack.text.${what}`)}</p>
      </SureDialog>
    </div>
  );
}
