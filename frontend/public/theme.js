/* Before the first paint: the theme chosen on this device, if one was. */
try {
  var chosen = localStorage.getItem("joinder.theme");
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
} catch (refused) {
  /* No storage, no choice: the system's theme. */
}
