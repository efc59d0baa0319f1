import { useParams } from "react-router";
import { useSignedIn } from "~/features/accounts/queries";
import { CaseView } from "~/features/cases/CaseView";
import { Outcomes } from "~/features/filings/Outcomes";
import { OwnWays } from "~/features/filings/OwnWays";
import { Offers } from "~/features/filings/offers/Offers";
import { PublicFilings } from "~/features/filings/PublicFilings";
import { FromOrganizer } from "~/features/letters/group/Said";
import { ModerateCase } from "~/features/moderation/ModerateCase";
import { CaseCounted, CaseHeadline, NotPublicYet } from "~/features/statistics/CaseNumbers";
import { CaseSteps } from "~/features/statistics/CaseSteps";
import { Documents } from "~/features/statistics/Documents";

/** One case; its numbers, steps and filings come from their own rooms. */
export function Component() {
  const { reference = "" } = useParams();
  const signedIn = useSignedIn().data?.signed_in ?? false;
  return (
    <CaseView
      key={reference}
      reference={reference}
      signedIn={signedIn}
      lend={(one, involved) => {
        const isPublic = one.visibility === "public";
        return {
          headline: isPublic ? <CaseHeadline reference={reference} /> : <NotPublicYet />,
          steps: isPublic && <CaseSteps reference={reference} />,
          counted: isPublic && <CaseCounted reference={reference} />,
          documents: isPublic && <Documents reference={reference} />,
          filings: (
            <>
              {involved && <FromOrganizer reference={reference} />}
              <PublicFilings reference={reference} />
              {involved && <Offers reference={reference} />}
              {involved && <Outcomes reference={reference} />}
              {involved && <OwnWays reference={reference} />}
            </>
          ),
          moderate: (
            <ModerateCase
              reference={reference}
              visibility={one.visibility}
              textVersion={one.text_version}
              listed={one.respondent.status === "listed"}
            />
          ),
        };
      }}
    />
  );
}
