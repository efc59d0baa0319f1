import { useTranslation } from "react-i18next";
import { More } from "~/components/Bits";
import { Check } from "~/components/Choice";
import { Muted } from "~/components/Layouts";

/** A number or address that used to be somebody else's: one's own empty account instead of theirs. */
export function NotMine({ fresh, onChange }: { fresh: boolean; onChange: (fresh: boolean) => void }) {
  const { t } = useTranslation("account");
  return (
    <More summary={t("signIn.freshTitle")}>
      <Muted small>{t("signIn.freshText")}</Muted>
      <Check checked={fresh} onChange={onChange} label={t("signIn.fresh")} note={t("signIn.freshNote")} />
    </More>
  );
}
