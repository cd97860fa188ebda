// A table or board that is wider than its room says so: the side at which it goes on is faded by the style sheet.
import { all } from "../lib/dom";

const BOXES = ".grid-scroll, .ranking-scroll, .log-board";

function tell(box: HTMLElement): void {
  const before = Math.abs(box.scrollLeft); // negative from right to left
  const after = box.scrollWidth - box.clientWidth - before;
  box.toggleAttribute("data-cut-start", before > 1);
  box.toggleAttribute("data-cut-end", after > 1);
}

function tellAll(): void {
  all(BOXES).forEach(tell);
}

document.addEventListener(
  "scroll",
  ({ target }) => {
    if (target instanceof HTMLElement && target.matches(BOXES)) tell(target);
  },
  { capture: true, passive: true },
);
document.addEventListener("toggle", tellAll, { capture: true });
document.addEventListener("htmx:afterSettle", tellAll);
window.addEventListener("resize", tellAll);
tellAll();
