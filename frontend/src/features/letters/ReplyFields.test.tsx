import { fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";
import { keys, remove } from "~/lib/vault";
import { serve, show } from "~/testing/render";
import { NewLetter } from "./LetterEditor";

const AT = "/api/cases/ABC/letters";
const CHOICES = {
  kinds: [{ id: "joint", name: "Joint letter", note: "", channels: ["desk"], sections: ["representatives"] }],
  channels: [{ id: "desk", name: "Complaints desk", type: "company" }],
  figures: [],
  remedies: [],
  laws: [],
  grant_fields: [],
};

afterEach(async () => {
  for (const key of await keys("drafts")) await remove("drafts", String(key));
});

it("drops none of the names that hand a letter in: it says that they are too many", async () => {
  const calls = serve({
    [`GET ${AT}/choices`]: { body: CHOICES },
    [`POST ${AT}`]: { status: 201, body: { reference: "L1" } },
  });
  show(<NewLetter reference="ABC" />, "/en?channel=desk");
  const type = (label: string | RegExp, value: string) =>
    fireEvent.change(screen.getByLabelText(label), { target: { value } });
  await screen.findByLabelText("Kind of letter");
  type("The shared problem", "Withdrawals have been held back.");
  const six = ["Lin", "Bai", "He", "Xu", "Wu", "Tang"];
  type(/^Handed in by/, six.join("\n"));
  const names = screen.getByLabelText(/^Handed in by/);
  expect(names).toHaveValue(six.join("\n"));
  expect(screen.getByText("Five names at most: take 1 out.")).toBeVisible();
  fireEvent.click(screen.getByRole("button", { name: "Keep the draft" }));
  expect(names).toHaveFocus();
  expect(calls.filter((one) => one.method === "POST")).toEqual([]);
  type(/^Handed in by/, `${six.slice(0, 5).join("\n\n")}\n`);
  expect(names).toBeValid();
  fireEvent.click(screen.getByRole("button", { name: "Keep the draft" }));
  await waitFor(() => expect(calls.at(-1)?.body).toMatchObject({ handed_in_by: six.slice(0, 5) }));
});
