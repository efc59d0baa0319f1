import type { UseMutationResult } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "./Button";
import { SelectField } from "./Field";
import { SureDialog } from "./SureDialog";

interface Words {
  open: string;
  /** What stands behind `open` for those who hear the page. */
  of?: string;
  title: string;
  text: string;
  does: string;
  why: string;
  pick: string;
}

/** A button that asks for a reason before something ends. */
export function WhyDialog<Sent>({
  words,
  reasons,
  act,
  body,
}: {
  words: Words;
  reasons: { value: string; label: string }[];
  act: UseMutationResult<unknown, Error, Sent>;
  body: (reason: string) => Sent;
}) {
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState("");
  return (
    <>
      <Button tone="quiet" small onClick={() => setAsking(true)}>
        {words.open}
        {words.of && <span className="sr"> {words.of}</span>}
      </Button>
      <SureDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={words.title}
        does={words.does}
        act={act}
        body={body(reason)}
        disabled={!reason}
      >
        <p>{words.text}</p>
        <SelectField
          label={words.why}
          value={reason}
          onChange={setReason}
          placeholder={words.pick}
          options={reasons}
        />
      </SureDialog>
    </>
  );
}
