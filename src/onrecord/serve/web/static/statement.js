// Copies what a button holds.
import { tell } from "./keys.js";

for (const button of document.querySelectorAll("[data-copy-text]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copyText);
    tell("Copied with its citation.");
  });
}
