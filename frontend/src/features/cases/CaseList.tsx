import { useTranslation } from "react-i18next";
import { Badge } from "~/components/Bits";
import { CardLink } from "~/components/CardLink";
import { Card, Grid, Muted, Row } from "~/components/Layouts";
import { LANG_NAMES } from "~/i18n";
import { asLang, useLang, usePath } from "~/lib/lang";
import styles from "./CaseList.module.css";
import { type CaseListed, useIssueName } from "./queries";

/** Cases as cards, each one link; numbers belong to the case's own page. */
export function CaseCards({ cases }: { cases: CaseListed[] }) {
  return (
    <Grid as="ul">
      {cases.map((one) => (
        <li key={one.reference}>
          <CaseCard one={one} />
        </li>
      ))}
    </Grid>
  );
}

function CaseCard({ one }: { one: CaseListed }) {
  const { t } = useTranslation("case");
  const path = usePath();
  const lang = useLang();
  const issueName = useIssueName();
  return (
    <Card as="article">
      <Row>
        <Badge tone="accent">{one.respondent_name}</Badge>
        <Muted as="span" small>
          {issueName(one.issue_id)}
        </Muted>
        {one.closed && <Badge>{t("closed")}</Badge>}
        {one.lang !== lang && <Badge>{LANG_NAMES[asLang(one.lang)]}</Badge>}
      </Row>
      <h3 lang={one.lang}>
        <CardLink to={path(`/cases/${one.reference}`)}>{one.title}</CardLink>
      </h3>
      <p className={styles.summary} lang={one.lang}>
        {one.summary}
      </p>
    </Card>
  );
}
