import type { ComponentType } from "react";
import type { StepId } from "../draft/steps";
import { AskedStep, AuthoritiesStep } from "./AskedSteps";
import { AmountStep, AreaStep, WhenStep } from "./CircumstanceSteps";
import { CompanyStep } from "./CompanyStep";
import { EvidenceStep } from "./EvidenceStep";
import { MatchStep } from "./MatchStep";
import { IssueStep, MoneyStep, RemedyStep, ScamStep } from "./ProblemSteps";
import { SeenStep } from "./SeenStep";
import { SendStep } from "./SendStep";
import { StoryStep } from "./StoryStep";

/** Which screen asks which question. */
export const STEP_SCREENS: Record<StepId, ComponentType> = {
  company: CompanyStep,
  issue: IssueStep,
  scam: ScamStep,
  when: WhenStep,
  amount: AmountStep,
  area: AreaStep,
  asked: AskedStep,
  authorities: AuthoritiesStep,
  money: MoneyStep,
  remedy: RemedyStep,
  story: StoryStep,
  match: MatchStep,
  evidence: EvidenceStep,
  seen: SeenStep,
  send: SendStep,
};
