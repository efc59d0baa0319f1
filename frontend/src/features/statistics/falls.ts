import type { CaseReleaseRead } from "./queries";

export type Line =
  | "received"
  | "rejected"
  | "withdrawn"
  | "repeated"
  | "incidents"
  | "people"
  | "evidence_checked";

export interface Fall {
  line: Line;
  kind: "whole" | "less" | "people" | "inside";
  from: number;
  width: number;
}

/** Where each bar starts and how long it is, in percent of all that was received; what is not printed has no length. */
export function falls(release: Pick<CaseReleaseRead, "lines" | "received">): Fall[] {
  const of = (line: Exclude<Line, "received">) => release.lines[line].at_least ?? 0;
  const whole = Math.max(release.received.at_least, of("incidents"), of("people"), 1);
  const share = (value: number) => Math.min(100, (value / whole) * 100);
  let left = release.received.at_least;
  const less = (line: "rejected" | "withdrawn" | "repeated"): Fall => {
    left -= of(line);
    return { line, kind: "less", from: share(Math.max(0, left)), width: share(of(line)) };
  };
  return [
    { line: "received", kind: "whole", from: 0, width: share(release.received.at_least) },
    less("rejected"),
    less("withdrawn"),
    less("repeated"),
    { line: "incidents", kind: "whole", from: 0, width: share(of("incidents")) },
    { line: "people", kind: "people", from: 0, width: share(of("people")) },
    { line: "evidence_checked", kind: "inside", from: 0, width: share(of("evidence_checked")) },
  ];
}
