import { useTranslation } from "react-i18next";
import { CaseWords } from "~/components/CaseWords";
import { useCase, useEditCase } from "./queries";

/** The organizer changes the case's words until a moderator has read and published them. */
export function EditCase({ reference }: { reference: string }) {
  const { t } = useTranslation("desk");
  const one = useCase(reference).data;
  const act = useEditCase(reference);
  if (!one || one.published_at || !one.relation.endsWith("organizer")) return null;
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
      now={one}
      act={act}
    />
  );
}
