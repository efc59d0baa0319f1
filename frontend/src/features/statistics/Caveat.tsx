import { useTranslation } from "react-i18next";
import { More } from "~/components/Bits";
import { Muted } from "~/components/Layouts";

/** No number without it: in one line, and the whole of it one touch away. */
export function Caveat({ text }: { text: string }) {
  const { t } = useTranslation("statistics");
  return (
    <div>
      <Muted small>{t("caveat")}</Muted>
      <More summary={t("caveatMore")}>
        <Muted small>{text}</Muted>
      </More>
    </div>
  );
}
