// Rows of tabs that are wider than the screen begin where the chosen one is seen.
import { all } from "../lib/dom";

const CHOSEN = "[aria-current], [aria-selected='true'], label:has(:checked)";

function show(root: ParentNode): void {
  for (const strip of all(".tabs, .segmented", root)) {
    const chosen = strip.querySelector(CHOSEN)?.getBoundingClientRect();
    if (!chosen || strip.scrollWidth <= strip.clientWidth) continue;
    strip.scrollLeft += chosen.left - strip.getBoundingClientRect().left - (strip.clientWidth - chosen.width) / 2;
  }
}

document.addEventListener("htmx:load", (event) => {
  if (event.target instanceof Element) show(event.target);
});
