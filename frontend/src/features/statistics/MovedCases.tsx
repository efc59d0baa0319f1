import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Badge } from "~/components/Bits";
import { CardLink } from "~/components/CardLink";
import { Card, Grid, Muted, Row, Section } from "~/components/Layouts";
import { Empty, Failure, Loading } from "~/components/States";
import { day } from "~/lib/dates";
import { nameIn, useLang, usePath } from "~/lib/lang";
import { problemWords } from "~/lib/problemWords";
import { released } from "~/lib/released";
import styles from "./MovedCases.module.css";
import { type MoveRead, useMoves } from "./queries";

/** Cases by their last public move, with the number as last released. */
export function MovedCases() {
  const { t } = useTranslation("statistics");
  const path = usePath();
  const found = useMoves();
  return (
    <Section title={t("moved.title")} aside={<Link to={path("/cases")}>{t("moved.all")}</Link>}>
      {found.isPending && <Loading />}
      {found.isError && <Failure message={problemWords(found.error, t)} retry={() => found.refetch()} />}
      {found.data?.length === 0 && (
        <Empty title={t("moved.none")}>
          <p>{t("moved.noneText")}</p>
        </Empty>
      )}
      <Grid as="ul">
        {found.data?.map((move) => (
          <li key={move.numbers.case}>
            <MoveCard move={move} />
          </li>
        ))}
      </Grid>
    </Section>
  );
}

function MoveCard({ move }: { move: MoveRead }) {
  const { t, i18n } = useTranslation(["statistics", "common"]);
  const lang = useLang();
  const path = usePath();
  const { numbers } = move;
  const kind = move.kind.replace(".", "_");
  const known = i18n.exists(`statistics:moved.kinds.${kind}`) ? kind : "other";
  return (
    <Card as="article">
      <Row>
        <Badge tone="accent">{nameIn(numbers.respondent_names, lang)}</Badge>
        {move.closed && <Badge>{t("statistics:moved.kinds.case_closed")}</Badge>}
      </Row>
      <h3 lang={numbers.lang}>
        <CardLink to={path(`/cases/${numbers.case}`)}>{numbers.title}</CardLink>
      </h3>
      <p>
        <strong className={styles.number}>{released(numbers.people, lang, t)}</strong>{" "}
        <Muted as="span" small>
          {t("statistics:lines.people")}
        </Muted>
      </p>
      <Muted small>
        <time dateTime={move.on}>{day(move.on, lang)}</time> {t(`statistics:moved.kinds.${known as "other"}`)}
      </Muted>
    </Card>
  );
}
