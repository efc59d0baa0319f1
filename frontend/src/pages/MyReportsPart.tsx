import { MyPacks } from "~/features/filings/MyPacks";
import { MyReports } from "~/features/reports/mine/MyReports";

/** The first part of my place: what I sent here, and what I send myself. */
export function Component() {
  return (
    <>
      <MyReports />
      <MyPacks />
    </>
  );
}
