"use strict";
// The page reads well without this script; it opens what a mark points at, filters, and walks by keyboard.
const found = [...document.querySelectorAll("details[id]")];
const marksOf = (id) => [...document.querySelectorAll(`a.mark[data-f~="${id}"]`)];
let current = -1;

function show(index, scrollText) {
  const entry = found[index];
  if (!entry) return;
  document.querySelectorAll(".current").forEach((mark) => mark.classList.remove("current"));
  current = index;
  entry.open = true;
  entry.scrollIntoView({ block: "nearest" });
  const marks = marksOf(entry.id);
  marks.forEach((mark) => mark.classList.add("current"));
  if (scrollText && marks[0]) marks[0].scrollIntoView({ block: "center" });
}

function step(by) {
  for (let index = current + by; index >= 0 && index < found.length; index += by) {
    if (!found[index].classList.contains("hidden")) {
      show(index, true);
      found[index].querySelector("summary").focus({ preventScroll: true });
      return;
    }
  }
}

document.addEventListener("click", (event) => {
  const mark = event.target.closest("a.mark");
  if (mark) {
    event.preventDefault();
    show(found.indexOf(document.getElementById(mark.dataset.f.split(" ")[0])), false);
  }
  const summary = event.target.closest("summary");
  if (summary && !summary.parentElement.open) {
    event.preventDefault();
    show(found.indexOf(summary.parentElement), true);
  }
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.target.matches("input")) return;
  if (event.key === "n" || event.key === "j") step(1);
  else if (event.key === "p" || event.key === "k") step(-1);
  else if (event.key === "Escape") found.forEach((entry) => { entry.open = false; });
  else return;
  event.preventDefault();
});

document.querySelectorAll(".filters input").forEach((box) => box.addEventListener("change", () => {
  const off = new Set([...document.querySelectorAll(".filters input:not(:checked)")].map((each) => each.value));
  const isOff = (kinds) => kinds.split(" ").some((kind) => off.has(kind));
  found.forEach((entry) => entry.classList.toggle("hidden", isOff(entry.dataset.kinds)));
  document.querySelectorAll("a.mark").forEach((mark) => {
    const all = mark.dataset.f.split(" ").every((id) => document.getElementById(id).classList.contains("hidden"));
    mark.classList.toggle("mark-off", all);
    mark.style.cssText = all ? "background:none;border:0" : "";
  });
}));

addEventListener("beforeprint", () => found.forEach((entry) => { entry.open = true; }));
if (location.hash) show(found.indexOf(document.getElementById(location.hash.slice(1))), true);
