// Tables that are read: one that fits needs no box of its own to scroll in (its header then stays in sight while the
// page scrolls, and the keyboard need not stop at it); one that does not says so, and whether it is tall besides.
import { all } from "../lib/dom";

const SELECTOR = ".prose > .table-scroll, .prose :is(.panel-body, .expand-body, .layout-column) > .table-scroll";

function measure(box: HTMLElement): void {
  const table = box.querySelector("table");
  if (!table || box.closest(".ed-text")) return;
  const fits = table.offsetWidth <= box.clientWidth + 1;
  if (box.hasAttribute("data-fits") === fits && box.hasAttribute("data-scrolls") !== fits) return;
  box.toggleAttribute("data-fits", fits);
  if (fits) delete box.dataset.scrolls;
  else box.dataset.scrolls = table.offsetHeight > innerHeight ? "wide tall" : "wide";
  box.tabIndex = fits ? -1 : 0;
}

const watcher = new ResizeObserver((entries) => {
  for (const { target } of entries) measure(target as HTMLElement);
});

function start(root: ParentNode): void {
  for (const box of all(SELECTOR, root)) watcher.observe(box);
}

document.addEventListener("htmx:afterSettle", (event) => {
  if (event.target instanceof Element) start(event.target);
});
start(document);
