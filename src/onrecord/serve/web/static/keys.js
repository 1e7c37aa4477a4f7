// Keys of every page. Nothing here is needed to use a page: it only spares the hand.

const ENTRIES = "[data-entry]";
const PLACES = { t: "/", s: "/search", w: "/who", o: "/outlets", r: "/review" };
const told = document.getElementById("told");
const help = document.getElementById("keys");
let waiting = false;

/** Tells in words what was done; read out by screen readers. */
export function tell(words) {
  told.textContent = words;
  clearTimeout(tell.ends);
  tell.ends = setTimeout(() => { told.textContent = ""; }, 4000);
}

function isTyping(target) {
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

/** Keeps that a second key is awaited where other scripts see it: they leave that key alone. */
function wait(isSo) {
  waiting = isSo;
  const root = document.documentElement;
  if (isSo) root.setAttribute("data-waiting", "");
  // The key that ends the waiting is still on its way to them.
  else setTimeout(() => root.removeAttribute("data-waiting"));
}

function step(by) {
  const entries = [...document.querySelectorAll(ENTRIES)];
  if (!entries.length) return;
  const here = entries.findIndex((entry) => entry.contains(document.activeElement));
  const next = entries[Math.min(Math.max(here + by, 0), entries.length - 1)];
  const target = next.matches("a, button") ? next : next.querySelector("a, button, summary");
  target?.focus();
  next.scrollIntoView({ block: "nearest" });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || document.querySelector("dialog[open]")) return;
  if (waiting) {
    wait(false);
    if (PLACES[event.key]) { event.preventDefault(); location.href = PLACES[event.key]; }
    return;
  }
  const acts = {
    "/": () => document.getElementById("ask").select(),
    "?": () => help.showModal(),
    j: () => step(1),
    k: () => step(-1),
    g: () => { wait(true); setTimeout(() => wait(false), 1500); },
  };
  if (acts[event.key]) { event.preventDefault(); acts[event.key](); }
});

for (const button of document.querySelectorAll("[data-help]")) {
  button.hidden = false;
  button.addEventListener("click", () => help.showModal());
}
