import { Outbox } from "~/features/reference/Outbox";

/** The local outbox. */
export function Component() {
  return <Outbox />;
}
