import { useTranslation } from "react-i18next";
import { TextBox } from "~/components/Field";
import { Notice } from "~/components/Notice";
import { useDraft } from "../draft/DraftContext";
import { withNarrative } from "../draft/draft";
import { STORY_MOST } from "../draft/steps";

/** The person's own words, written before anybody else's are shown. */
export function StoryStep() {
  const { t } = useTranslation("report");
  const { draft, change } = useDraft();
  return (
    <>
      <TextBox
        label={t("story.label")}
        hint={t("story.hint")}
        rows={9}
        maxLength={STORY_MOST}
        value={draft.narrative}
        onChange={(text) => change((old) => withNarrative(old, text))}
      />
      <Notice>{t("story.never")}</Notice>
    </>
  );
}
