// A report's page: the words and the note of a statement show each other; what is selected is copied with its citation.
import { tell } from "./keys.js";

const article = document.querySelector("article[data-report]");
const byStatement = new Map();
for (const part of article.querySelectorAll("[data-s]")) {
  for (const number of part.dataset.s.split(" ")) {
    if (!byStatement.has(number)) byStatement.set(number, []);
    byStatement.get(number).push(part);
  }
}

function show(part, isOn) {
  const number = part.dataset.s.split(" ").at(-1);
  for (const other of byStatement.get(number)) other.classList.toggle("on", isOn);
}

for (const [on, off] of [["pointerover", "pointerout"], ["focusin", "focusout"]]) {
  article.addEventListener(on, (event) => { const part = event.target.closest("[data-s]"); if (part) show(part, true); });
  article.addEventListener(off, (event) => { const part = event.target.closest("[data-s]"); if (part) show(part, false); });
}

article.addEventListener("click", (event) => {
  const part = event.target.closest(".said[data-s]");
  if (!part || event.target.closest("a") || !getSelection().isCollapsed) return;
  const note = document.getElementById(`n${part.dataset.s.split(" ").at(-1)}`);
  if (!note) return;
  note.querySelector("details").open = true;
  note.scrollIntoView({ block: "nearest", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
});

const stretches = [...article.querySelectorAll("[data-at]")];

/** Returns where a point of the page lies in the report's text, in code points; null where it lies before all of it. */
export function placeOf(node, offset) {
  const point = document.createRange();
  point.setStart(node, offset);
  const within = document.createRange();
  let first = 0;
  let last = stretches.length;
  while (first < last) { // the last stretch that begins before the point, or there
    const middle = (first + last) >> 1;
    within.setStart(stretches[middle], 0);
    if (within.compareBoundaryPoints(Range.START_TO_START, point) <= 0) first = middle + 1;
    else last = middle;
  }
  const stretch = stretches[first - 1];
  if (!stretch) return null;
  within.selectNodeContents(stretch);
  const isBehind = within.compareBoundaryPoints(Range.START_TO_END, point) < 0;
  if (!isBehind) within.setEnd(node, offset);
  const shown = stretch.classList.contains("control") ? (isBehind ? "?" : "") : within.toString();
  return Number(stretch.dataset.at) + [...shown].length;
}

/** Returns what is selected: its span in the report's text and its words; null where nothing of the text is. */
export function selected() {
  const selection = getSelection();
  if (selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  const start = placeOf(range.startContainer, range.startOffset) ?? Number(stretches[0]?.dataset.at ?? 0);
  const end = placeOf(range.endContainer, range.endOffset);
  if (end === null || end <= start || !range.intersectsNode(article)) return null;
  const copy = range.cloneContents();
  for (const extra of copy.querySelectorAll(".mark-n, .notes, .time")) extra.remove();
  return { start, end, words: copy.textContent.trim().replace(/\s+/g, " ") };
}

async function copy() {
  const found = selected();
  if (!found) { tell("Select some of the report's words first."); return; }
  const { report, text, cite } = article.dataset;
  const address = `${location.origin}/reports/${report}?at=${found.start}`;
  await navigator.clipboard.writeText(`“${found.words}” — ${cite}, characters ${found.start}–${found.end} of text sha256:${text.slice(0, 16)}…, ${address}`);
  tell("Copied with its citation.");
}

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", copy);
}
document.addEventListener("keydown", (event) => {
  if (event.key === "c" && !event.ctrlKey && !event.metaKey && !event.altKey && selected()) { event.preventDefault(); copy(); }
});

const asked = new URLSearchParams(location.search).get("at");
if (asked !== null && !location.hash) {
  const here = stretches.findLast((stretch) => Number(stretch.dataset.at) <= Number(asked));
  here?.scrollIntoView({ block: "center" });
  here?.closest(".block")?.classList.add("is-target");
}
