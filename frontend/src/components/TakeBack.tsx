import type { UseMutationResult } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "./Button";
import { SureDialog } from "./SureDialog";

interface TakeBackProps {
  does: string;
  /** Which one it is, for whoever hears the buttons one after the other. */
  which?: string;
  title: string;
  text: string;
  act: UseMutationResult<unknown, Error, string>;
  body: string;
  /** What is said when it is taken back. */
  done: string;
}

/** An organizer takes back what was said or asked wrongly, after being asked whether that is so. */
export function TakeBack({ does, which, title, text, act, body, done }: TakeBackProps) {
  const [asking, setAsking] = useState(false);
  return (
    <div>
      <Button tone="plain" small onClick={() => setAsking(true)}>
        {does}
        {which && <span className="sr">{which}</span>}
      </Button>
      <SureDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={title}
        does={does}
        act={act}
        body={body}
        done={done}
      >
        <p>{text}</p>
      </SureDialog>
    </div>
  );
}
