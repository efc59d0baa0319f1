import { useTranslation } from "react-i18next";
import { ButtonLink } from "~/components/Button";
import { Notice } from "~/components/Notice";
import { usePath } from "~/lib/lang";
import { useUnsent } from "../unsent";

/** Says to somebody signed in that a report on this device waits to be sent, or may have arrived; leads back to it. */
export function Unsent() {
  const { t } = useTranslation("account");
  const path = usePath();
  const found = useUnsent();
  if (!found) return null;
  const say = found.unsure ? "unsent.unsure" : "unsent.waits";
  return (
    <Notice tone="warn" title={t(`${say}.title`)} live>
      <p>{t(`${say}.text`)}</p>
      <div>
        <ButtonLink to={path(`/report/${found.unsure ? "send" : found.step}`)}>{t(`${say}.goOn`)}</ButtonLink>
      </div>
    </Notice>
  );
}
