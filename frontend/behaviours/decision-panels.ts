// The forms that open below a decision's head: they are led into when they open, and left with Escape or Cancel, back to
// the button that opened them.
import { on } from "../lib/dom";

const PANELS = "#decision-framework, #decision-amend, #decision-room, #decision-turn, #decision-setup";

/** Focus goes into what a button opened, which may lie below the edge of a phone. */
document.addEventListener("htmx:afterSettle", (event) => {
  const { target, elt, requestConfig } = (event as CustomEvent).detail;
  const panel = (target ?? elt) as HTMLElement;
  if (requestConfig?.verb !== "get" || !panel.matches(PANELS) || panel.contains(requestConfig.elt)) return;
  const heading = panel.querySelector<HTMLElement>("h2, legend");
  if (heading && !panel.contains(document.activeElement)) {
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }
  panel.scrollIntoView({ block: "nearest" });
});

/** The button may have been drawn anew since; it is known by what it opens. */
function leave(panel: HTMLElement): void {
  const address = panel.querySelector("form")?.getAttribute("hx-post");
  panel.replaceChildren();
  document.querySelector<HTMLElement>(`button[hx-target="#${panel.id}"][hx-get="${address}"]`)?.focus();
}

on("click", "[data-clear]", (event, button) => {
  event.preventDefault();
  const panel = document.querySelector<HTMLElement>(button.dataset.clear ?? "");
  if (panel) leave(panel);
});

/** What was typed is not thrown away by a key. */
on("keydown", PANELS, (event, panel) => {
  if (event.key !== "Escape" || event.defaultPrevented || event.isComposing) return;
  if (panel.querySelector("[data-clear]") && !panel.querySelector("form[data-dirty]")) leave(panel);
});
