import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Badge } from "~/components/Bits";
import { Card, Muted, Row, Section } from "~/components/Layouts";
import { Empty, Failure, Loading } from "~/components/States";
import { day } from "~/lib/dates";
import { useLang, usePath } from "~/lib/lang";
import { problemWords } from "~/lib/problemWords";
import { LetterState } from "./LetterDesk";
import { type LetterRow, useMyLetters } from "./queries";

/** Letters of my cases; those waiting for my answer come first. */
export function MyLetters() {
  const { t } = useTranslation(["letters", "common"]);
  const lang = useLang();
  const path = usePath();
  const found = useMyLetters();
  return (
    <Section title={t("letters:mine.title")}>
      {found.isPending && <Loading />}
      {found.isError && <Failure message={problemWords(found.error, t)} retry={() => found.refetch()} />}
      {found.data?.length === 0 && (
        <Empty title={t("letters:mine.none")}>
          <p>{t("letters:mine.noneText")}</p>
        </Empty>
      )}
      {found.data?.map((letter) => (
        <Card key={letter.reference} as="article">
          <Row between>
            <LetterState state={letter.state} />
            <Decision letter={letter} />
          </Row>
          <h3>
            <Link to={path(`/me/approvals/${letter.case_reference}/${letter.reference}`)}>
              {letter.title}
            </Link>
          </h3>
          <Muted>
            {t("letters:to", { name: letter.recipient })}
            {letter.state === "open" && ` · ${t("letters:closes", { date: day(letter.closing_on, lang) })}`}
          </Muted>
        </Card>
      ))}
    </Section>
  );
}

/** What I said, that it waits for me, or that its time went by. */
function Decision({ letter }: { letter: LetterRow }) {
  const { t } = useTranslation("letters");
  const waits = letter.state === "open" && !letter.decision;
  const said = letter.decision ?? (waits ? "waiting" : "none");
  return <Badge tone={waits ? "warn" : "plain"}>{t(`decisions.${said as "waiting"}`)}</Badge>;
}
