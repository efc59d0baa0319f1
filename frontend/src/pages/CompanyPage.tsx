import { useParams } from "react-router";
import { CompanyReplies } from "~/features/cases/CompanyReplies";
import { CasesTable } from "~/features/statistics/CasesTable";
import { CompanyHead } from "~/features/statistics/CompanyHead";
import { Emerging } from "~/features/statistics/Emerging";
import { Totals } from "~/features/statistics/Totals";
import { CompanyTrail } from "./CompanyTrail";

/** One company with its released numbers and cases. */
export function Component() {
  const { slug = "" } = useParams();
  return (
    <CompanyHead slug={slug}>
      <Totals slug={slug} />
      <Emerging slug={slug} />
      <CompanyReplies slug={slug} />
      <CasesTable slug={slug} />
      <CompanyTrail slug={slug} />
    </CompanyHead>
  );
}
