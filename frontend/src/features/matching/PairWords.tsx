import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Grid, Muted, Stack } from "~/components/Layouts";
import { compare, type Piece } from "./diff";
import type { MatchRead } from "./queries";
import styles from "./ReviewDesk.module.css";

/** Both accounts beside each other; what stands on one side only is marked, underlined and said to screen readers. */
export function PairWords({ match }: { match: MatchRead }) {
  const { t } = useTranslation("review");
  const [left, right] = [match.a.narrative, match.b.narrative];
  const found = useMemo(() => (left && right ? compare(left, right) : null), [left, right]);
  if (!left && !right) return <Muted small>{t("words.notShared")}</Muted>;
  return (
    <Stack tight>
      <h3>{t("words.title")}</h3>
      {found && <Muted small>{t("words.percent", { n: found.percent })}</Muted>}
      <Grid halves>
        <Words side={match.a} name={t("sideA")} pieces={found?.left} />
        <Words side={match.b} name={t("sideB")} pieces={found?.right} />
      </Grid>
    </Stack>
  );
}

function Words({ side, name, pieces }: { side: MatchRead["a"]; name: string; pieces?: Piece[] }) {
  const { t } = useTranslation("review");
  return (
    <section aria-label={name}>
      <Muted small>{side.report_reference}</Muted>
      {side.narrative === null ? (
        <Muted small>{t("words.oneNotShared")}</Muted>
      ) : (
        <p className={styles.words} lang={side.lang}>
          {(pieces ?? [{ text: side.narrative, same: true }]).map((piece, at) =>
            piece.same ? (
              piece.text
            ) : (
              <mark key={at} className={styles.mark}>
                <span className="sr"> [{t("words.onlyHere")} </span>
                {piece.text}
                <span className="sr">] </span>
              </mark>
            ),
          )}
        </p>
      )}
    </section>
  );
}
