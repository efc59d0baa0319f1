import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { Channel } from "~/features/reference/Channels";
import { usePath } from "~/lib/lang";

/** One channel. */
export function Component() {
  const { t } = useTranslation("reference");
  const path = usePath();
  const { id = "" } = useParams();
  return <Channel key={id} id={id} above={<Link to={path("/channels")}>{t("channels.title")}</Link>} />;
}
