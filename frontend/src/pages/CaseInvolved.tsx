import { Outcomes } from "~/features/filings/Outcomes";
import { OwnWays } from "~/features/filings/OwnWays";
import { Offers } from "~/features/filings/offers/Offers";

/** What only those who are in the case are asked and offered. */
export default function CaseInvolved({ reference }: { reference: string }) {
  return (
    <>
      <Offers reference={reference} />
      <Outcomes reference={reference} />
      <OwnWays reference={reference} />
    </>
  );
}
