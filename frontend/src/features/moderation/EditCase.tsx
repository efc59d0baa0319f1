import { useTranslation } from "react-i18next";
import { type CaseText, CaseWords } from "~/components/CaseWords";
import { useEditCase } from "./editing/queries";

/** A moderator changes a case's words, also after publishing. */
export function EditCase({ reference, now }: { reference: string; now: CaseText }) {
  const { t } = useTranslation("moderation");
  const act = useEditCase(reference);
  return (
    <CaseWords
      words={{
        open: t("edit.title"),
        title: t("edit.name"),
        summary: t("edit.summary"),
        hint: t("edit.hint"),
        save: t("edit.save"),
        saved: t("edit.saved"),
      }}
      now={now}
      act={act}
    />
  );
}
