import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { serve, show } from "~/testing/render";
import { DeskOverview } from "./Overview";

it.each([
  ["organizers", "people attached materials (seen by the organizer)"],
  ["moderators", "people's evidence checked by moderators"],
])("says of the live number of materials that %s looked at them", async (checked_by, caption) => {
  serve({ "GET /api/cases/ABC/tally": { body: { evidence_checked: 7, checked_by } } });
  show(<DeskOverview reference="ABC" board={null} invite={null} />);
  expect(await screen.findByText(caption)).toBeVisible();
  expect(screen.queryByText(/checked evidence/)).toBeNull();
});
