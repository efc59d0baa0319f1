import { useParams } from "react-router";
import { CaseView } from "~/features/cases/CaseView";
import { Outcomes } from "~/features/filings/Outcomes";
import { OwnWays } from "~/features/filings/OwnWays";
import { PublicFilings } from "~/features/filings/PublicFilings";
import { ModerateCase } from "~/features/moderation/ModerateCase";
import { CaseNumbers, NotPublicYet } from "~/features/statistics/CaseNumbers";

/** One case; its numbers and filings come from their own rooms. */
export function Component() {
  const { reference = "" } = useParams();
  return (
    <CaseView
      key={reference}
      reference={reference}
      numbers={(isPublic) => (isPublic ? <CaseNumbers reference={reference} /> : <NotPublicYet />)}
      filings={(involved) => (
        <>
          <PublicFilings reference={reference} />
          {involved && <Outcomes reference={reference} />}
          {involved && <OwnWays reference={reference} />}
        </>
      )}
      moderate={(one) => (
        <ModerateCase
          reference={reference}
          visibility={one.visibility}
          textVersion={one.text_version}
          listed={one.respondent.status === "listed"}
        />
      )}
    />
  );
}
