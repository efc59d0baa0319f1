import { Navigate, useParams } from "react-router";
import { SignedIn } from "~/features/accounts/SignedIn";
import { DraftProvider } from "~/features/reports/draft/DraftContext";
import { isStep } from "~/features/reports/draft/steps";
import { Receipt } from "~/features/reports/Receipt";
import { StartScreen } from "~/features/reports/StartScreen";
import { SlotsProvider } from "~/features/reports/slots";
import { Wizard } from "~/features/reports/Wizard";
import { useLang, usePath } from "~/lib/lang";

const SLOTS = { SignedIn };

/** Telling what happened: the start, one question a screen, the receipt. */
export function Component() {
  const { step } = useParams();
  const lang = useLang();
  return (
    <SlotsProvider value={SLOTS}>
      <DraftProvider lang={lang}>
        <Screen step={step} />
      </DraftProvider>
    </SlotsProvider>
  );
}

function Screen({ step }: { step: string | undefined }) {
  const path = usePath();
  if (step === undefined) return <StartScreen />;
  if (step === "receipt") return <Receipt />;
  return isStep(step) ? <Wizard step={step} /> : <Navigate to={path("/report")} replace />;
}
