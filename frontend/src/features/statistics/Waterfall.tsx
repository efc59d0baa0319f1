import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { More } from "~/components/Bits";
import { classes } from "~/components/classes";
import { Muted, Stack } from "~/components/Layouts";
import { Table } from "~/components/Table";
import { day } from "~/lib/dates";
import { useLang, usePath } from "~/lib/lang";
import { released } from "~/lib/released";
import { type Fall, falls } from "./falls";
import type { CaseReleaseRead } from "./queries";
import styles from "./Waterfall.module.css";

const ORDER = [
  "rejected",
  "withdrawn",
  "repeated",
  "incidents",
  "people",
  "set_aside",
  "evidence_checked",
] as const;

/** From reports received down to people, each step as long as its printed number; then the same as a table. */
export function Waterfall({ release }: { release: CaseReleaseRead }) {
  const { t } = useTranslation(["statistics", "common"]);
  const lang = useLang();
  const path = usePath();
  const name = (line: (typeof ORDER)[number]) =>
    line === "evidence_checked"
      ? t(`statistics:checked.${release.checked_by}`)
      : t(`statistics:lines.${line}`);
  const shown = (fall: Fall) =>
    fall.line === "received"
      ? released({ state: "band", value: null, at_least: release.received.at_least }, lang, t)
      : released(release.lines[fall.line], lang, t);
  return (
    <Stack>
      <p>{t("statistics:fallsLead")}</p>
      <ul className={styles.falls}>
        {falls(release).map((fall) => (
          <li key={fall.line} className={styles.row}>
            <span>{fall.line === "received" ? t("statistics:receivedLine") : name(fall.line)}</span>
            <span className={styles.track} aria-hidden>
              <span
                className={classes(styles.bar, styles[fall.kind])}
                style={{ marginInlineStart: `${fall.from}%`, width: `${fall.width}%` }}
              />
            </span>
            <span className="num">{shown(fall)}</span>
          </li>
        ))}
      </ul>
      <More summary={t("statistics:table")}>
        <Table
          caption={t("statistics:how")}
          hideCaption
          rows={ORDER.map((line) => ({ line, shown: release.lines[line] }))}
          rowKey={(row) => row.line}
          columns={[
            { id: "line", title: t("statistics:line"), cell: (row) => name(row.line) },
            {
              id: "n",
              title: t("statistics:number"),
              cell: (row) => released(row.shown, lang, t),
              end: true,
            },
            { id: "on", title: t("statistics:changedOn"), cell: (row) => day(row.shown.as_of, lang) },
          ]}
        />
        {release.lines.named.state !== "withheld" && (
          <Muted small>{t("statistics:named", { n: released(release.lines.named, lang, t) })}</Muted>
        )}
      </More>
      <Link to={path("/method")}>{t("statistics:methodLink")}</Link>
    </Stack>
  );
}
