// Comparing two states of a page: from change to change by button or j and k, and on a small screen always in the text.
import { on } from "../lib/dom";
import { walk } from "./shortcuts";

const NARROW = "(max-width: 900px)";

on("click", "[data-walk]", (_event, target) => {
  walk(Number(target.dataset.walk));
});

on("change", "[data-comparison-pick] select", (_event, target) => target.closest("form")?.requestSubmit());

// Two columns have no room on a phone: the same comparison in the text takes their place.
const inline = document.querySelector<HTMLAnchorElement>("[data-inline-view]:not([aria-current])");
if (inline && matchMedia(NARROW).matches) location.replace(inline.href);
