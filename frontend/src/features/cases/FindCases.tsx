import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { Button, ButtonLink } from "~/components/Button";
import { TextField } from "~/components/Field";
import { Muted, Row, Section, Stack } from "~/components/Layouts";
import { FirstFailure, MoreButton } from "~/components/MoreButton";
import { Empty, Loading } from "~/components/States";
import { usePath } from "~/lib/lang";
import { CaseCards } from "./CaseList";
import { useCases, useCompanyName } from "./queries";

/** What the address says of a search. */
function address(q: string, company?: string): Record<string, string> {
  return { ...(q && { q }), ...(company && { company }) };
}

/** Public cases by company, problem or words; what was asked stands in the address. */
export function FindCases() {
  const { t } = useTranslation(["case", "common"]);
  const path = usePath();
  const [query, setQuery] = useSearchParams();
  const asked = query.get("q") ?? "";
  const [words, setWords] = useState(asked);
  const [seen, setSeen] = useState(asked);
  // Going back, or a link with other words, brings the field along.
  if (seen !== asked) {
    setSeen(asked);
    setWords(asked);
  }
  const company = query.get("company") ?? undefined;
  const found = useCases(asked, company);
  const name = useCompanyName(company);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setQuery(address(words.trim(), company));
  };
  const cases = found.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <search>
        <form onSubmit={submit}>
          <Stack>
            <TextField
              label={t("case:find.label")}
              type="search"
              enterKeyHint="search"
              value={words}
              onChange={setWords}
              maxLength={120}
            />
            <Row>
              <Button type="submit">{t("common:search")}</Button>
            </Row>
          </Stack>
        </form>
      </search>
      <Section
        title={t("case:find.results")}
        aside={
          company && <Link to={`?${new URLSearchParams(address(asked))}`}>{t("case:find.allCompanies")}</Link>
        }
      >
        {company && <Muted>{t("case:find.only", { company: name })}</Muted>}
        {found.isPending && <Loading lines={6} />}
        <FirstFailure found={found} />
        {found.isSuccess && cases.length === 0 && (
          <Empty title={t("case:find.none")}>
            <p>{t("case:find.noneText")}</p>
            <ButtonLink to={path("/report")}>{t("case:find.tell")}</ButtonLink>
          </Empty>
        )}
        <CaseCards cases={cases} />
        <MoreButton found={found} />
      </Section>
    </>
  );
}
