import { fireEvent, screen, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { serve, show } from "~/testing/render";
import { ShareWithOrganizer } from "./ShareWithOrganizer";

it("names each organizer, and says that a changed permission is saved", async () => {
  let fields = ["ticket"];
  const given = () => [
    { organizer_id: "o1", role: "co_organizer", pseudonym: "A-17", fields },
    { organizer_id: "o2", role: "co_organizer", pseudonym: "B-02", fields: [] },
  ];
  serve({
    "GET /api/cases/ABC/share": () => ({ body: { nickname: null, given: given() } }),
    "PUT /api/cases/ABC/share": (call) => {
      fields = (call.body as { fields: string[] }).fields;
      return { body: { done: true } };
    },
  });
  show(<ShareWithOrganizer reference="ABC" />);
  const card = await screen.findByRole("group", { name: "The co-organizer A-17 may see" });
  expect(screen.getByRole("group", { name: "The co-organizer B-02 may see" })).toBeVisible();
  fireEvent.click(within(card).getByRole("checkbox", { name: /My files/ }));
  const save = screen.getAllByRole("button", { name: "Save" })[0] as HTMLElement;
  save.focus();
  fireEvent.click(save);
  expect(await screen.findByText("Saved")).toBeVisible();
  expect(save).toHaveFocus();
});

it("tells two organizers apart who have no alias in the case", async () => {
  const plain = { role: "co_organizer", pseudonym: null, fields: [] };
  const given = [
    { ...plain, organizer_id: "o1", role: "organizer" },
    { ...plain, organizer_id: "o2" },
    { ...plain, organizer_id: "o3" },
  ];
  serve({ "GET /api/cases/ABC/share": { body: { nickname: null, given } } });
  show(<ShareWithOrganizer reference="ABC" />);
  expect(await screen.findByRole("group", { name: "The co-organizer 1 may see" })).toBeVisible();
  expect(screen.getByRole("group", { name: "The co-organizer 2 may see" })).toBeVisible();
  expect(screen.getByRole("group", { name: "The organizer may see" })).toBeVisible();
});
