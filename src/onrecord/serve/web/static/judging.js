// Same, different, unsure by a key, and undo: each presses the button that is there for it.

function isTyping(target) {
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

/** Returns the form that a key means: that of the entry one is at, else the first of the page. */
function formHere() {
  const entry = document.activeElement?.closest("[data-entry]");
  return entry?.querySelector("form[data-judge]") ?? document.querySelector("form[data-judge]");
}

const VERDICTS = { s: "same", d: "different", u: "unsure" };

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isTyping(event.target) || document.querySelector("dialog[open]")) return;
  // "g" then "s" leads to the search.
  if (document.documentElement.hasAttribute("data-waiting")) return;
  const button = event.key === "z"
    ? document.querySelector("form[data-undo] button")
    : VERDICTS[event.key] && formHere()?.querySelector(`button[value="${VERDICTS[event.key]}"]`);
  if (event.key === "l") { document.querySelector("a[data-later]")?.click(); return; }
  if (!button) return;
  event.preventDefault();
  button.click();
});
