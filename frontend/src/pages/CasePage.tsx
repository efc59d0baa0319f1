import { useParams } from "react-router";
import { CaseView } from "~/features/cases/CaseView";
import { CaseNumbers } from "~/features/statistics/CaseNumbers";

/** One case; its numbers and filings come from their own rooms. */
export function Component() {
  const { reference = "" } = useParams();
  return (
    <CaseView
      key={reference}
      reference={reference}
      numbers={<CaseNumbers reference={reference} />}
      filings={null}
    />
  );
}
