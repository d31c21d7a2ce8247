// Keys and selection for reviewers. Everything here can be done with the page's links and forms alone.

const entries = [...document.querySelectorAll(".entry")];
const text = document.getElementById("text");

/** The statement that has the focus, or that the address names. */
function findCurrent() {
  const focused = document.activeElement?.closest(".entry");
  return focused ?? document.getElementById(location.hash.slice(1))?.closest(".entry") ?? null;
}

function focusEntry(entry) {
  entry?.focus({ preventScroll: true });
  entry?.scrollIntoView({ block: "center" });
}

function step(by) {
  const shown = entries.filter((entry) => !entry.hidden);
  const at = shown.indexOf(findCurrent());
  const next = at < 0 ? (by > 0 ? 0 : shown.length - 1) : Math.min(Math.max(at + by, 0), shown.length - 1);
  focusEntry(shown[next]);
}

function press(selector) {
  (findCurrent() ?? entries.find((entry) => entry.matches(".is-unreviewed")))?.querySelector(selector)?.click();
}

function toggleKeys() {
  const keys = document.getElementById("keys");
  if (keys) {
    keys.open = !keys.open;
    keys.querySelector("summary").focus();
  }
}

const ACTS = {
  n: () => step(1),
  p: () => step(-1),
  a: () => press("button[value=accept]"),
  r: () => press("button[value=reject]"),
  c: () => press(".verdicts a"),
  u: () => document.querySelector("#undo button")?.click(),
  "?": toggleKeys,
};

// Between a verdict and the page that tells of it, a second one would fall on the same statement.
let isLeaving = false;
document.addEventListener("submit", (event) => {
  if (isLeaving) event.preventDefault();
  isLeaving = true;
});
addEventListener("pageshow", () => { isLeaving = false; });

document.addEventListener("keydown", (event) => {
  const isTyping = event.target.closest("input, textarea, select");
  const act = ACTS[event.key];
  if (!act || isLeaving || isTyping || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  event.preventDefault();
  act();
});

/** Show only the statements that rest on the words that were clicked; a second click shows all. */
function filterBy(hit) {
  const wanted = new Set(hit.dataset.statements.split(" "));
  const note = document.getElementById("filter");
  const isOn = hit.classList.toggle("is-chosen");
  for (const other of document.querySelectorAll(".hit.is-chosen")) if (other !== hit) other.classList.remove("is-chosen");
  for (const entry of entries) entry.hidden = isOn && !wanted.has(entry.id);
  note.hidden = !isOn;
  note.textContent = isOn ? `Statements on “${hit.textContent}”; follow the words again for all.` : "";
  focusEntry(isOn ? entries.find((entry) => wanted.has(entry.id)) : hit);
}

text?.addEventListener("click", (event) => {
  const hit = event.target.closest(".hit");
  if (!hit || !getSelection().isCollapsed) return;
  event.preventDefault();
  filterBy(hit);
});

/** Offsets in the text count code points; those of a browser count UTF-16 units. */
function countCodePoints(words) {
  return [...words].length;
}

/** Find the selected words of the text and where they begin; null when nothing of it is selected. */
function findSelected() {
  const selection = getSelection();
  if (!text || selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return null;
  const before = document.createRange();
  before.setStart(text, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const selected = range.toString();
  const start = before.toString().length + selected.length - selected.trimStart().length;
  const words = selected.trim();
  return words && { words, start: countCodePoints(text.textContent.slice(0, start)) };
}

document.addEventListener("selectionchange", () => {
  const form = document.getElementById("add");
  const selected = form && findSelected();
  if (!selected) return;
  form.elements.words.value = selected.words;
  form.elements.start.value = selected.start;
});

// What is typed by hand stands wherever the server finds it.
document.getElementById("add-words")?.addEventListener("input", (event) => {
  event.target.form.elements.start.value = "";
});

// Another property has other fields: they come without a press of the button.
document.querySelector(".chooser #property")?.addEventListener("change", (event) => event.target.form.requestSubmit());

if (entries.length && location.hash) focusEntry(findCurrent());
