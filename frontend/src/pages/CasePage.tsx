import { lazy, Suspense } from "react";
import { useParams } from "react-router";
import { useSignedIn } from "~/features/accounts/queries";
import { CaseView } from "~/features/cases/CaseView";
import { PublicFilings } from "~/features/filings/PublicFilings";
import { CaseCounted, CaseHeadline, NotPublicYet } from "~/features/statistics/CaseNumbers";
import { CaseSteps } from "~/features/statistics/CaseSteps";
import { Documents } from "~/features/statistics/Documents";

const ModerateCase = lazy(async () => ({
  default: (await import("~/features/moderation/ModerateCase")).ModerateCase,
}));
const FromOrganizer = lazy(async () => ({
  default: (await import("~/features/letters/group/Said")).FromOrganizer,
}));
const JoinWithMine = lazy(async () => ({
  default: (await import("~/features/reports/mine/JoinWithMine")).JoinWithMine,
}));
const ForInvolved = lazy(() => import("./CaseInvolved"));

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
              <Suspense fallback={null}>{involved && <FromOrganizer reference={reference} />}</Suspense>
              <PublicFilings reference={reference} />
              <Suspense fallback={null}>{involved && <ForInvolved reference={reference} />}</Suspense>
            </>
          ),
          joinWithMine: (
            <Suspense fallback={null}>
              {signedIn && !involved && (
                <JoinWithMine reference={reference} respondentId={one.respondent.id} />
              )}
            </Suspense>
          ),
          moderate: (
            <Suspense fallback={null}>
              <ModerateCase
                reference={reference}
                visibility={one.visibility}
                textVersion={one.text_version}
                listed={one.respondent.status === "listed"}
                now={one}
              />
            </Suspense>
          ),
        };
      }}
    />
  );
}
