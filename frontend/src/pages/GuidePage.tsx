import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { Guide } from "~/features/reference/Guides";
import { usePath } from "~/lib/lang";

/** One guide. */
export function Component() {
  const { t } = useTranslation("reference");
  const path = usePath();
  const { id = "" } = useParams();
  return <Guide key={id} id={id} above={<Link to={path("/guides")}>{t("guides.title")}</Link>} />;
}
