import { MyFollows } from "~/features/cases/MyFollows";
import { MyPacks } from "~/features/filings/MyPacks";
import { MyAnnouncements, WaitingForMe } from "~/features/letters/group/Waiting";
import { MyReports } from "~/features/reports/mine/MyReports";
import { Unsent } from "~/features/reports/mine/Unsent";

/** The first part of my place: what waits for my answer, what I sent here, and what I send myself. */
export function Component() {
  return (
    <>
      <Unsent />
      <WaitingForMe />
      <MyReports />
      <MyAnnouncements />
      <MyPacks />
      <MyFollows />
    </>
  );
}
