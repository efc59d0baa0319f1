import { useTranslation } from "react-i18next";
import { Page } from "~/components/Layouts";
import { Channels } from "~/features/reference/Channels";

/** The directory of channels. */
export function Component() {
  const { t } = useTranslation("reference");
  return (
    <Page title={t("channels.title")} lead={t("channels.lead")} narrow>
      <Channels />
    </Page>
  );
}
