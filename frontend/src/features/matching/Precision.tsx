import { useTranslation } from "react-i18next";
import { More } from "~/components/Bits";
import { Muted, Stack } from "~/components/Layouts";
import { Failure, Loading } from "~/components/States";
import { Table } from "~/components/Table";
import { LANG_NAMES, type Lang } from "~/i18n";
import { problemWords } from "~/lib/problemWords";
import { type Place, usePrecision } from "./queries";

const percent = (share: number) => `${Math.round(100 * share)}%`;

/** How often the decided proposals were right, by language, with the interval and the number of decisions. */
export function Precision({ reference }: Place) {
  const { t } = useTranslation(["review", "common"]);
  const found = usePrecision({ reference });
  return (
    <More summary={t("review:precision.title")}>
      {found.isPending && <Loading lines={3} />}
      {found.isError && <Failure message={problemWords(found.error, t)} retry={() => found.refetch()} />}
      {found.isSuccess && (
        <Stack>
          <Muted small>
            {t(reference ? "review:precision.ofCase" : "review:precision.ofHouse")}{" "}
            {t("review:precision.lead", { n: found.data.needed, version: found.data.matcher_version })}
          </Muted>
          <Table
            caption={t("review:precision.title")}
            hideCaption
            rows={found.data.languages}
            rowKey={(row) => row.lang}
            columns={[
              { id: "lang", title: t("review:precision.lang"), cell: (row) => LANG_NAMES[row.lang as Lang] },
              { id: "decided", title: t("review:precision.decided"), end: true, cell: (row) => row.decided },
              {
                id: "share",
                title: t("review:precision.share"),
                end: true,
                cell: (row) =>
                  row.share === null
                    ? t("review:precision.notYet")
                    : `${percent(row.share)} (${percent(row.low)}–${percent(row.high)})`,
              },
              { id: "unsure", title: t("review:precision.unsure"), end: true, cell: (row) => row.unsure },
              {
                id: "lines",
                title: t("review:precision.lines"),
                cell: (row) =>
                  row.lines
                    .map((line) =>
                      t(`review:precision.${line.measure as "wording"}`, {
                        at: percent(line.threshold),
                        floor: percent(line.floor),
                      }),
                    )
                    .join(" · "),
              },
            ]}
          />
        </Stack>
      )}
    </More>
  );
}
