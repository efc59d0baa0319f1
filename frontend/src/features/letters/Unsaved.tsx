import { useTranslation } from "react-i18next";
import { Button } from "~/components/Button";
import { Notice } from "~/components/Notice";
import type { Writing } from "./writing";

/** Says that what is in the form was not saved yet, and lets the drafter start without it. */
export function Unsaved({ writing }: { writing: Writing }) {
  const { t } = useTranslation("letters");
  if (!writing.found && !writing.dropped) return null;
  return (
    <Notice tone={writing.outdated ? "warn" : "info"}>
      <p role="status">{t(writing.dropped ? "unsaved.dropped" : "unsaved.found")}</p>
      {writing.outdated && <p>{t("unsaved.outdated")}</p>}
      <div>
        <Button tone="quiet" small onClick={writing.dropped ? writing.bringBack : writing.drop}>
          {t(writing.dropped ? "unsaved.bringBack" : "unsaved.drop")}
        </Button>
      </div>
    </Notice>
  );
}
