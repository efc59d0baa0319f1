import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Button } from "~/components/Button";
import { Card, Muted, Row, Section } from "~/components/Layouts";
import { FirstFailure } from "~/components/MoreButton";
import { Failure } from "~/components/States";
import { usePath } from "~/lib/lang";
import { problemWords } from "~/lib/problemWords";
import { useEndOwnFollow, useOwnFollows } from "./queries";

/** The public cases one hears of without having joined; each ends with one button. */
export function MyFollows() {
  const { t } = useTranslation("case");
  const path = usePath();
  const found = useOwnFollows(true);
  const end = useEndOwnFollow();
  if (!found.isError && !found.data?.length) return null;
  return (
    <Section title={t("follow.mine")}>
      <FirstFailure found={found} />
      {end.isError && <Failure message={problemWords(end.error, t)} />}
      {found.data?.map((one, place) =>
        one.case ? (
          <Card key={one.case}>
            <Row between>
              <Link to={path(`/cases/${one.case}`)} lang={one.lang ?? undefined}>
                {one.title}
              </Link>
              <Button tone="quiet" small busy={end.isPending} onClick={() => end.mutate(one.case ?? "")}>
                {t("follow.end")}
                <span className="sr">{one.title}</span>
              </Button>
            </Row>
          </Card>
        ) : (
          <Muted key={`gone-${place}`} small>
            {t("follow.gone")}
          </Muted>
        ),
      )}
    </Section>
  );
}
