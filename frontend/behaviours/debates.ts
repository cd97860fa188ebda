// Debates: what others do arrives without taking away what somebody writes in place, or what she has in focus.
import htmx from "htmx.org";
import { morph } from "../lib/morph";

document.addEventListener("htmx:oobBeforeSwap", (event) => {
  const { target, fragment } = (event as CustomEvent<{ target: Element; fragment: DocumentFragment | Element }>).detail;
  if (!target.matches?.("[data-debate-part]")) return;
  const fresh = fragment instanceof DocumentFragment ? fragment.firstElementChild : fragment;
  if (!fresh) return;
  event.preventDefault();
  const focused = document.activeElement?.id;
  fresh.removeAttribute("hx-swap-oob");
  morph(target, fresh);
  htmx.process(target);
  if (focused && document.activeElement === document.body) document.getElementById(focused)?.focus();
});

// Whoever opens the form wants to write.
document.addEventListener(
  "toggle",
  (event) => {
    const details = event.target as HTMLDetailsElement;
    if (details.matches?.(".debate-add") && details.open) details.querySelector("textarea")?.focus();
  },
  true,
);
