import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Section } from "~/components/Layouts";
import { Empty, Failure, Loading } from "~/components/States";
import { usePath } from "~/lib/lang";
import { problemWords } from "~/lib/problemWords";
import { CaseCards } from "./CaseList";
import { useCases } from "./queries";

const SHOWN = 6;

/** The latest public cases, perhaps of one company. */
export function RecentCases({ respondent }: { respondent?: string }) {
  const { t } = useTranslation("home");
  const path = usePath();
  const found = useCases("", respondent);
  const cases = found.data?.pages[0]?.items.slice(0, SHOWN) ?? [];
  return (
    <Section title={t("recent")} aside={<Link to={path("/cases")}>{t("recentAll")}</Link>}>
      {found.isPending && <Loading />}
      {found.isError && <Failure message={problemWords(found.error, t)} retry={() => found.refetch()} />}
      {found.isSuccess && cases.length === 0 && (
        <Empty title={t("recentNone")}>
          <p>{t("recentNoneText")}</p>
        </Empty>
      )}
      <CaseCards cases={cases} />
    </Section>
  );
}
