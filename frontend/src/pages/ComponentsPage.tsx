import { useTranslation } from "react-i18next";
import { Page } from "~/components/Layouts";
import { Failure, Loading } from "~/components/States";
import { useMeta } from "~/features/reference/queries";
import { Buttons, Choices, Fields } from "./gallery/Controls";
import { Data } from "./gallery/Data";
import { Colours, Spaces, Type } from "./gallery/Ground";
import { Rarer } from "./gallery/Rarer";
import { Notices, Over, Parts, States } from "./gallery/Rest";

/** All components in all states: only a demo shows it, as the server decides. */
export function Component() {
  const { t } = useTranslation(["gallery", "common"]);
  const meta = useMeta();
  if (meta.isPending) return <Loading shape="page" />;
  if (!meta.data?.demo) {
    return (
      <Page title={t("common:notFound.title")} narrow>
        <Failure message={t("common:notFound.text")} />
      </Page>
    );
  }
  return (
    <Page title={t("gallery:title")} lead={t("gallery:lead")}>
      <Type />
      <Colours />
      <Spaces />
      <Buttons />
      <Fields />
      <Choices />
      <States />
      <Notices />
      <Data />
      <Over />
      <Parts />
      <Rarer />
    </Page>
  );
}
