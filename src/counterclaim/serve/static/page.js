// Keys for lists and for search. Every page can be read and used without this script.

const rows = () => [...document.querySelectorAll("[data-row]")];

function isTyping(target) {
  return target.closest("input, select, textarea, [contenteditable]") !== null;
}

function move(step) {
  const all = rows();
  if (!all.length) return false;
  const at = all.indexOf(document.activeElement);
  const next = at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + step));
  all[next].focus();
  all[next].closest("li, tr")?.scrollIntoView({ block: "nearest" });
  return true;
}

const keys = {
  j: () => move(1),
  k: () => move(-1),
  "/": () => {
    const field = document.querySelector('[data-key="/"]');
    field?.focus();
    field?.select();
    return field !== null;
  },
  n: () => {
    const next = document.querySelector("[data-next]");
    next?.click();
    return next !== null;
  },
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  if (keys[event.key]?.()) event.preventDefault();
});
