import { fireEvent, screen, waitFor } from "@testing-library/react";
import { useLocation } from "react-router";
import { expect, it } from "vitest";
import { show } from "~/testing/render";
import { LangGate } from "./LangGate";
import { LanguageSwitch } from "./LanguageSwitch";

function Where() {
  const { pathname, search, hash } = useLocation();
  return <p>{`at ${pathname}${search}${hash}`}</p>;
}

it("keeps a key that is shown only once while the language is changed", async () => {
  show(
    <>
      <LanguageSwitch />
      <Where />
    </>,
    "/zh/claim?from=group#a-key-shown-once",
  );
  fireEvent.change(screen.getByRole("combobox"), { target: { value: "en" } });
  expect(await screen.findByText("at /en/claim?from=group#a-key-shown-once")).toBeVisible();
});

it("keeps it where the address names no language", async () => {
  localStorage.setItem("joinder.lang", "en");
  show(
    <>
      <LangGate />
      <Where />
    </>,
    "/claim#a-key-shown-once",
  );
  await waitFor(() =>
    expect(screen.getByText(/^at \/en/)).toHaveTextContent("at /en/claim#a-key-shown-once"),
  );
});
