import type { ComponentType } from "react";
import { useParams } from "react-router";
import { CloseCase } from "~/features/cases/CloseCase";
import { EditCase } from "~/features/cases/EditCase";
import { Appointed } from "~/features/cases/organizing/Appointed";
import { InviteCoOrganizer } from "~/features/cases/organizing/InviteCoOrganizer";
import { EvidenceReview } from "~/features/evidence/Review";
import { Board } from "~/features/filings/Board";
import { FilingsDesk } from "~/features/filings/FilingsDesk";
import { GroupDesk } from "~/features/letters/group/GroupDesk";
import { LetterDesk, LetterList } from "~/features/letters/LetterDesk";
import { NewLetter, NextVersion } from "~/features/letters/LetterEditor";
import { ReviewDesk } from "~/features/matching/ReviewDesk";
import { Signals } from "~/features/matching/Signals";
import { ExportMembers } from "~/features/reports/desk/Export";
import { GroupTexts } from "~/features/reports/desk/GroupTexts";
import { Members } from "~/features/reports/desk/Members";
import { NoteMembers } from "~/features/reports/desk/Notes";
import { DeskOverview } from "~/features/reports/desk/Overview";
import { Imports } from "~/features/reports/importing/Imports";

/** Gives a part of the desk the case of its address. */
function ofCase(Part: ComponentType<{ reference: string }>) {
  return function DeskPart() {
    const { reference = "" } = useParams();
    return <Part key={reference} reference={reference} />;
  };
}

export const Overview = ofCase(({ reference }) => (
  <DeskOverview
    reference={reference}
    board={<Board reference={reference} />}
    invite={
      <>
        <EditCase reference={reference} />
        <Appointed reference={reference} />
        <InviteCoOrganizer reference={reference} />
        <CloseCase reference={reference} />
      </>
    }
  />
));
export const MembersPart = ofCase(({ reference }) => (
  <Members
    reference={reference}
    actions={(filters, total) => (
      <>
        <NoteMembers reference={reference} filters={filters} total={total} />
        <GroupTexts reference={reference} />
        <ExportMembers reference={reference} filters={filters} />
      </>
    )}
  />
));
export const MatchesPart = ofCase(ReviewDesk);
export const SignalsPart = ofCase(Signals);
export const EvidencePart = ofCase(EvidenceReview);
export const GroupPart = ofCase(GroupDesk);
export const LettersPart = ofCase(LetterList);
export const LetterPart = ofCase(LetterDesk);
export const NewLetterPart = ofCase(NewLetter);
export const NextVersionPart = ofCase(NextVersion);
export const FilingsPart = ofCase(FilingsDesk);
export const ImportsPart = ofCase(Imports);
