import { useTranslation } from "react-i18next";
import { Rewording, type Wording } from "~/components/Rewording";
import { useEditCase } from "./editing/queries";

/** A moderator changes a case's words, also after publishing. */
export function EditCase({ reference, now }: { reference: string; now: Wording }) {
  const { t } = useTranslation("moderation");
  return <Rewording hint={t("editHint")} now={now} act={useEditCase(reference)} />;
}
