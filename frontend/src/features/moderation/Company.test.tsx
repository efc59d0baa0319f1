import { fireEvent, screen, waitFor } from "@testing-library/react";
import { expect, it } from "vitest";
import { serve, show } from "~/testing/render";
import { Company } from "./Company";

const POST = "POST /api/moderation/respondents/c1";

function type(label: string | RegExp, value: string) {
  fireEvent.change(screen.getByLabelText(label), { target: { value } });
}

it("lists a company under its name in each language that it was proposed in, and in one that is added", async () => {
  const calls = serve({ [POST]: { body: {} } });
  show(<Company one={{ id: "c1", names: { zh: "云鹊钱包" } }} />);
  const list = await screen.findByRole("button", { name: "List it" });
  expect(screen.queryByLabelText("Name (English)")).toBeNull();
  type("Name (中文)", "   ");
  expect(list).toBeDisabled();
  expect(screen.getByText("A company is not listed without its name.")).toBeVisible();
  type("Name (中文)", " 云雀钱包 ");
  fireEvent.click(screen.getByRole("button", { name: "Add a name (English)" }));
  type("Name (English)", "Skylark Wallet");
  fireEvent.click(screen.getByRole("button", { name: "Add a name (Bahasa Indonesia)" }));
  expect(screen.getByLabelText("Name (Bahasa Indonesia)")).toHaveFocus();
  fireEvent.click(list);
  await waitFor(() => expect(calls).toHaveLength(1));
  expect(calls[0]?.body).toEqual({ listed: true, names: { zh: "云雀钱包", en: "Skylark Wallet" } });
});

it("turns a company down without touching its name", async () => {
  const calls = serve({ [POST]: { body: {} } });
  show(<Company one={{ id: "c1", names: { id: "Dompet" } }} />);
  fireEvent.click(await screen.findByRole("button", { name: "Do not list" }));
  await waitFor(() => expect(calls).toHaveLength(1));
  expect(calls[0]?.body).toEqual({ listed: false, names: null });
});
