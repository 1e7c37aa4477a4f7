// Marks words of a report for the form beside it, by selecting them or from the keyboard. Without it the form is filled by hand.
import { tell } from "./keys.js";
import { selected } from "./report.js";

const text = document.getElementById("text");
const form = document.querySelector("[data-form]");
const fields = new Map([...document.querySelectorAll("[data-span]")].map((field) => [field.dataset.span, field]));
const MARKS = { a: "content", e: "cue", w: "source" };
const NAMES = { content: "What was said", cue: "The words that attribute", source: "The words for who speaks" };

// Places are code points of the report's text; the page's own strings count otherwise.
const stretches = [...text.querySelectorAll("[data-at]")].map((node) => {
  const shown = node.classList.contains("control") ? ["\uFFFD"] : [...node.textContent];
  const start = Number(node.dataset.at);
  return { node, start, end: start + shown.length, shown, block: node.closest(".block") };
});

function stretchAt(place) {
  let first = 0;
  let last = stretches.length;
  while (first < last) {
    const middle = (first + last) >> 1;
    if (stretches[middle].start <= place) first = middle + 1;
    else last = middle;
  }
  return first - 1;
}

function pointAt(place, isEnd) {
  let found = stretches[Math.max(stretchAt(isEnd ? place - 1 : place), 0)];
  if (found.node.classList.contains("control")) return [found.node, place > found.start ? 1 : 0];
  const within = found.shown.slice(0, Math.max(place - found.start, 0)).join("").length;
  return [found.node.firstChild ?? found.node, within];
}

function rangeOf(start, end) {
  const range = document.createRange();
  range.setStart(...pointAt(start, false));
  range.setEnd(...pointAt(end, true));
  return range;
}

function wordsOf(start, end) {
  let words = "";
  let block = null;
  for (let at = Math.max(stretchAt(start), 0); at < stretches.length && stretches[at].start < end; at += 1) {
    const one = stretches[at];
    if (block && block !== one.block) words += " ";
    block = one.block;
    words += one.shown.slice(Math.max(start - one.start, 0), Math.max(end - one.start, 0)).join("");
  }
  return words;
}

function spansOf(field) {
  const parts = field.value.split(/[\s,;]+/).filter(Boolean).map((part) => /^(\d+):(\d+)$/.exec(part));
  return parts.every(Boolean) ? parts.map((part) => [Number(part[1]), Number(part[2])]) : null;
}

function showMarked(name) {
  const field = fields.get(name);
  const spans = spansOf(field);
  const shown = document.querySelector(`[data-words="${name}"]`);
  shown.textContent = spans ? spans.map(([start, end]) => wordsOf(start, end)).join(" […] ") : "";
  if (window.Highlight && CSS.highlights) {
    const here = (spans ?? []).filter(([start, end]) => end > start && stretches.length && start < stretches.at(-1).end && end > stretches[0].start);
    CSS.highlights.set(`marked-${name}`, new Highlight(...here.map(([start, end]) => rangeOf(start, end))));
  }
}

function mark(name, isMore) {
  const found = trimmed();
  if (!found) { tell("Select some of the report's words first."); return; }
  const field = fields.get(name);
  const others = (isMore && spansOf(field)) || [];
  const spans = [...others.filter(([start, end]) => end <= found[0] || start >= found[1]), found].sort((a, b) => a[0] - b[0]);
  field.value = spans.map(([start, end]) => `${start}:${end}`).join(" ");
  showMarked(name);
  tell(`${NAMES[name]}: ${wordsOf(...found)}`);
}

/** Returns what is selected as a span, without the white space around it; null where nothing is. */
function trimmed() {
  const found = selected();
  if (!found) return null;
  let { start, end } = found;
  const chars = [...wordsAcross(start, end)];
  while (chars.length && /\s/.test(chars[0])) { chars.shift(); start += 1; }
  while (chars.length && /\s/.test(chars.at(-1))) { chars.pop(); end -= 1; }
  return chars.length ? [start, end] : null;
}

/** Returns the characters of a span one by one: what stands between two blocks is white space. */
function wordsAcross(start, end) {
  const chars = new Array(end - start).fill(" ");
  for (let at = Math.max(stretchAt(start), 0); at < stretches.length && stretches[at].start < end; at += 1) {
    const one = stretches[at];
    one.shown.forEach((char, n) => { if (one.start + n >= start && one.start + n < end) chars[one.start + n - start] = char; });
  }
  return chars;
}

// The word cursor: arrow keys select words, so that no pointer is needed.
let words = null;
let anchor = -1;
let head = -1;

function cutWords() {
  const found = [];
  const language = text.lang || undefined;
  const segmenter = window.Intl?.Segmenter ? new Intl.Segmenter(language, { granularity: "word" }) : null;
  const blocks = new Map();
  for (const one of stretches) {
    if (!blocks.has(one.block)) blocks.set(one.block, { start: one.start, shown: "" });
    blocks.get(one.block).shown += one.shown.join("");
  }
  for (const { start, shown } of blocks.values()) {
    const parts = segmenter
      ? [...segmenter.segment(shown)].filter((part) => part.isWordLike).map((part) => [part.index, part.segment])
      : [...shown.matchAll(/[\p{L}\p{M}\p{N}]+/gu)].map((part) => [part.index, part[0]]);
    let at = 0;
    let place = start;
    for (const [index, word] of parts) {
      place += [...shown.slice(at, index)].length;
      const length = [...word].length;
      found.push([place, place + length]);
      place += length;
      at = index + word.length;
    }
  }
  return found;
}

function select(start, end) {
  const range = rangeOf(start, end);
  getSelection().setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset);
  const box = range.getBoundingClientRect();
  if (box.top < 80 || box.bottom > innerHeight - 20) range.startContainer.parentElement.scrollIntoView({ block: "center" });
}

function takeUp() {
  words ??= cutWords();
  const found = selected();
  if (!found) return;
  const first = words.findIndex(([, end]) => end > found.start);
  const last = words.findLastIndex(([start]) => start < found.end);
  if (first < 0 || last < first) return;
  [anchor, head] = head <= anchor && head === first ? [last, first] : [first, last];
}

function lineOn(by) {
  const here = rangeOf(...words[head]).getBoundingClientRect();
  let best = head;
  let line = null;
  for (let at = head + by; at >= 0 && at < words.length; at += by) {
    const box = rangeOf(...words[at]).getBoundingClientRect();
    if (Math.abs(box.top - here.top) < here.height / 2) continue;
    line ??= box.top;
    if (Math.abs(box.top - line) > here.height / 2) break;
    if (best === head || Math.abs(box.left - here.left) < Math.abs(rangeOf(...words[best]).getBoundingClientRect().left - here.left)) best = at;
  }
  return best;
}

function step(key, isMore) {
  const had = selected();
  takeUp();
  if (!words.length) return;
  const forwards = getComputedStyle(text.querySelector(".block") ?? text).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
  if (!had || head < 0) {
    const first = fields.size ? spansOf(fields.get("content"))?.[0]?.[0] ?? 0 : 0;
    head = Math.max(words.findIndex(([, end]) => end > first), 0);
    anchor = head;
  } else {
    if (key === "ArrowUp" || key === "ArrowDown") head = lineOn(key === "ArrowUp" ? -1 : 1);
    else head = Math.min(Math.max(head + (key === forwards ? 1 : -1), 0), words.length - 1);
    if (!isMore) anchor = head;
  }
  const [low, high] = anchor < head ? [anchor, head] : [head, anchor];
  select(words[low][0], words[high][1]);
}

function stretchEnd(by) {
  const found = selected();
  if (!found) return;
  const end = Math.min(Math.max(found.end + by, found.start + 1), stretches.at(-1).end);
  select(found.start, end);
}

function press(button) {
  if (button) form.requestSubmit(button);
}

function startMissing() {
  const address = new URL(document.querySelector("[data-missing]").href);
  const found = trimmed();
  if (found) address.searchParams.set("content", found.join(":"));
  location.href = address;
}

const ACTS = {
  t: () => { text.focus(); if (!selected()) step("ArrowRight", false); },
  s: () => document.getElementById("f-speaker")?.select(),
  n: startMissing,
  r: () => press(document.querySelector("[data-right]")),
  x: () => press(document.querySelector("[data-strike]")),
  u: () => document.querySelector("[data-undo]")?.click(),
  "[": () => document.querySelector("[data-before]")?.click(),
  "]": () => document.querySelector("[data-after]")?.click(),
  ".": () => stretchEnd(1),
  ",": () => stretchEnd(-1),
};

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || document.querySelector("dialog[open]")) return;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); press(document.querySelector("[data-save]")); return; }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const isTyping = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
  if (isTyping) {
    if (event.key === "Escape") { event.preventDefault(); text.focus(); }
    return;
  }
  if (event.key.startsWith("Arrow") && event.target === text) { event.preventDefault(); step(event.key, event.shiftKey); return; }
  const name = MARKS[event.key.toLowerCase()];
  if (name && fields.has(name)) { event.preventDefault(); mark(name, event.shiftKey); return; }
  if (ACTS[event.key]) { event.preventDefault(); ACTS[event.key](); }
});

for (const button of document.querySelectorAll("[data-mark], [data-new]")) {
  button.addEventListener("pointerdown", (event) => event.preventDefault()); // what is selected stays so
  button.addEventListener("click", (event) => {
    if (button.dataset.mark) mark(button.dataset.mark, event.shiftKey);
    else startMissing();
  });
}
for (const [name, field] of fields) {
  field.addEventListener("input", () => showMarked(name));
  showMarked(name);
}
if (document.querySelector("form.told.good")) tell("Kept as your word.");
for (const hidden of document.querySelectorAll("[data-key], [data-hint]")) hidden.hidden = false;
if (!location.hash && !document.querySelector("[role=alert]") && fields.size) {
  const first = spansOf(fields.get("content"))?.[0];
  if (first) stretches[Math.max(stretchAt(first[0]), 0)]?.node.scrollIntoView({ block: "center" });
}
