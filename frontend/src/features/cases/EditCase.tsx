import { useTranslation } from "react-i18next";
import { Rewording } from "~/components/Rewording";
import { useCase, useEditCase } from "./queries";

/** The organizer changes the case's words until a moderator has read and published them. */
export function EditCase({ reference }: { reference: string }) {
  const { t } = useTranslation("desk");
  const one = useCase(reference).data;
  const act = useEditCase(reference);
  if (!one || one.published_at || !one.relation.endsWith("organizer")) return null;
  return <Rewording hint={t("editHint")} now={one} act={act} />;
}
