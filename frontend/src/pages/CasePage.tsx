import { useParams } from "react-router";
import { CaseView } from "~/features/cases/CaseView";

/** One case; its numbers and filings come from their own rooms. */
export function Component() {
  const { reference = "" } = useParams();
  return <CaseView key={reference} reference={reference} numbers={null} filings={null} />;
}
