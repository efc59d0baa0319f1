import { useParams } from "react-router";
import { CompanyHead } from "~/features/statistics/CompanyHead";
import { CasesTable, Totals } from "~/features/statistics/Totals";

/** One company with its released numbers and cases. */
export function Component() {
  const { slug = "" } = useParams();
  return (
    <CompanyHead slug={slug}>
      <Totals slug={slug} />
      <CasesTable slug={slug} />
    </CompanyHead>
  );
}
