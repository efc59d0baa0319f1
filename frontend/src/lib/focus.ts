/** Puts the focus on a section's heading, or on the page's where that section is not there. */
export function focusHeading(section: Element | null): void {
  const heading = (section?.isConnected && section.querySelector("h2")) || document.querySelector("h1");
  if (!(heading instanceof HTMLElement)) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  heading.scrollIntoView?.({ block: "start" });
}
