import { Printer } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Button, ButtonLink } from "~/components/Button";
import { TextField } from "~/components/Field";
import { Card, Grid, Muted, Page, Row, Section, Stack } from "~/components/Layouts";
import { Notice } from "~/components/Notice";
import { Empty, Failure, Loading } from "~/components/States";
import { day } from "~/lib/dates";
import { canPrint } from "~/lib/device";
import { useInAddress } from "~/lib/inAddress";
import { useLang, usePath } from "~/lib/lang";
import { problemWords } from "~/lib/problemWords";
import { useGuide, useGuides } from "./queries";

/** Self-help and how-to pages, searchable. */
export function Guides() {
  const { t } = useTranslation("reference");
  const path = usePath();
  const [words, setWords] = useInAddress("q");
  const found = useGuides(words);
  return (
    <>
      <search>
        <TextField
          label={t("guides.search")}
          type="search"
          value={words}
          onChange={setWords}
          maxLength={100}
        />
      </search>
      {found.isPending && <Loading lines={6} />}
      {found.isError && <Failure message={problemWords(found.error, t)} retry={() => found.refetch()} />}
      {found.data?.length === 0 && <Empty title={t("guides.none")} />}
      <Grid as="ul">
        {found.data?.map((guide) => (
          <li key={guide.id}>
            <Card>
              <Muted small>{t(`guides.kinds.${guide.kind as "self_help"}`)}</Muted>
              <h2>
                <Link to={path(`/guides/${guide.id}`)}>{guide.name}</Link>
              </h2>
            </Card>
          </li>
        ))}
      </Grid>
    </>
  );
}

/** One guide: steps, when to go further, and the exit into a case. */
export function Guide({ id, above }: { id: string; above: ReactNode }) {
  const { t } = useTranslation("reference");
  const lang = useLang();
  const path = usePath();
  const found = useGuide(id);
  const guide = found.data;
  if (!guide) {
    return (
      <Page title={t("guides.title")} narrow above={above}>
        {found.isError ? (
          <Failure message={problemWords(found.error, t)} retry={() => found.refetch()} />
        ) : (
          <Loading lines={8} />
        )}
      </Page>
    );
  }
  return (
    <Page
      title={guide.name}
      narrow
      above={above}
      actions={
        canPrint(navigator.userAgent) && (
          <Button tone="quiet" small icon={<Printer size={16} aria-hidden />} onClick={() => window.print()}>
            {t("guides.print")}
          </Button>
        )
      }
    >
      {guide.caution && <Notice tone="warn">{guide.caution}</Notice>}
      <Steps steps={guide.steps} />
      {guide.escalate_when && <Notice title={t("guides.escalate")}>{guide.escalate_when}</Notice>}
      {guide.facts.map((fact) => (
        <Muted key={fact}>{fact}</Muted>
      ))}
      <Section title={t("guides.unsolved")} lead={t("guides.unsolvedText")}>
        <Row>
          <ButtonLink to={path("/report")}>{t("guides.tell")}</ButtonLink>
          <ButtonLink to={path("/cases")} tone="quiet">
            {t("guides.find")}
          </ButtonLink>
        </Row>
      </Section>
      {guide.next_guides.length > 0 && (
        <Section title={t("guides.next")}>
          <Stack as="ul" tight>
            {guide.next_guides.map((next) => (
              <li key={next.id}>
                <Link to={path(`/guides/${next.id}`)}>{next.name}</Link>
              </li>
            ))}
          </Stack>
        </Section>
      )}
      <Muted small>
        {t("checkedOn", { date: day(guide.as_of, lang) })}{" "}
        {guide.sources.map((source) => source.title).join("; ")}
      </Muted>
    </Page>
  );
}

export function Steps({ steps }: { steps: string[] }) {
  return (
    <Stack as="ol">
      {steps.map((step, at) => (
        <Card as="li" key={step}>
          <p>
            <strong className="num">{at + 1}.</strong> {step}
          </p>
        </Card>
      ))}
    </Stack>
  );
}
