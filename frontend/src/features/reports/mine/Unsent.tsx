import { useTranslation } from "react-i18next";
import { ButtonLink } from "~/components/Button";
import { Notice } from "~/components/Notice";
import { usePath } from "~/lib/lang";
import { useUnsent } from "../unsent";

/** Says to somebody signed in that a report begun on this device was never sent, and leads back to it. */
export function Unsent() {
  const { t } = useTranslation("account");
  const path = usePath();
  const step = useUnsent();
  if (!step) return null;
  return (
    <Notice tone="warn" title={t("unsent.title")} live>
      <p>{t("unsent.text")}</p>
      <div>
        <ButtonLink to={path(`/report/${step}`)}>{t("unsent.goOn")}</ButtonLink>
      </div>
    </Notice>
  );
}
