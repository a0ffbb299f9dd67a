// Keeps the ticks of a page in this browser, where it may, and shows the sentence that says whether it does. Without
// this script the boxes work all the same, and the page says that they are not kept.
"use strict";
(() => {
  const find = (id) => document.getElementById(id);
  const boxes = [...document.querySelectorAll("input[type=checkbox]")];
  const key = find("ticks").dataset.key;

  const load = () => {
    try {
      const ticked = JSON.parse(localStorage.getItem(key));
      if (Array.isArray(ticked)) for (const box of boxes) box.checked = ticked.includes(box.id);
    } catch {
      // Not ours, or not allowed: the boxes stay as they are.
    }
  };
  const write = (name, text) => {
    let kept = true;
    try {
      localStorage.setItem(name, text);
    } catch {
      kept = false;
    }
    find("kept").hidden = !kept;
    find("not-kept").hidden = kept;
  };
  const keep = () => write(key, JSON.stringify(boxes.filter((box) => box.checked).map((box) => box.id)));
  const clear = () => {
    for (const box of boxes) box.checked = false;
    keep();
    find("cleared").textContent = find("clear").dataset.said;
  };

  load();
  // Whether it may, without writing over what another tab may be writing now.
  write(`${key} tried`, "");
  for (const box of boxes) {
    box.addEventListener("change", () => {
      find("cleared").textContent = "";
      keep();
    });
  }
  // Another tab has the same page.
  window.addEventListener("storage", load);
  find("clear").addEventListener("click", clear);
  find("clear").hidden = false;
})();
