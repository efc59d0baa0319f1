import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { Page } from "~/components/Layouts";
import { OneRelease } from "~/features/statistics/OneRelease";

/** A dated permalink: one release of a case, a company or everything. */
export function Component() {
  const { t } = useTranslation("statistics");
  const { reference, slug, number = "" } = useParams();
  return (
    <Page title={t("release.title", { n: number })} lead={t("release.fixed")} narrow>
      <OneRelease reference={reference} slug={slug} number={Number(number)} />
    </Page>
  );
}
