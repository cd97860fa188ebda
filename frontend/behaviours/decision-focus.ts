// A part of a decision that is drawn anew under somebody's hands keeps the focus: on what was refused, else on the same
// button, else on the part.
import { all } from "../lib/dom";

const PARTS = [
  "#decision-facts, #position, #position-changed, #decision-positions, #decision-outcome, #decision-afterwards, #room",
  "#decision-amend, #decision-room, #decision-turn, #decision-setup, #log-feeds",
].join(", ");
const REACHABLE = "a[href], button, input:not([type=hidden]), select, summary, textarea";
const REFUSED =
  ":is(input, textarea, select)[aria-invalid=true], .field:has(> .field-error) :is(input, textarea, select)";

/** What a person would call the same thing: its kind, its name, its value, its words. */
function nameOf(control: HTMLElement): string {
  const { type, value } = control as HTMLInputElement;
  const isChoice = type === "radio" || type === "checkbox";
  const said =
    control.getAttribute("aria-label") ?? (control.matches("input, textarea, select") ? "" : control.textContent);
  return [control.tagName, control.getAttribute("name"), isChoice ? value : "", said?.trim()].join("|");
}

function isShown(element: HTMLElement): boolean {
  return !element.closest("[hidden], details:not([open]) > :not(summary)");
}

/** Where the focus was in `part`, to be found again once it is drawn anew; null when it was elsewhere. */
export function placeIn(part: HTMLElement): ((refused: boolean) => HTMLElement | null) | null {
  const held = document.activeElement as HTMLElement | null;
  if (!held || held === part || !part.contains(held)) return null;
  const name = nameOf(held);
  const place = all(REACHABLE, part)
    .filter((each) => nameOf(each) === name)
    .indexOf(held);
  return (refused) => {
    const now = document.getElementById(part.id) ?? part; // another element, when it was replaced whole
    const wrong = refused ? all(REFUSED, now).find(isShown) : undefined;
    const same = all(REACHABLE, now).filter((each) => nameOf(each) === name);
    const found = wrong ?? same[Math.min(place, same.length - 1)];
    if (!found) return now;
    return isShown(found) ? found : (found.closest("details")?.querySelector("summary") ?? now);
  };
}

document.addEventListener("htmx:beforeSwap", (event) => {
  const { target, xhr } = (event as CustomEvent).detail;
  const part = (target as HTMLElement).closest<HTMLElement>(PARTS);
  const find = part && placeIn(part);
  if (!find) return;
  document.addEventListener(
    "htmx:afterSettle",
    () => {
      if (document.activeElement && document.activeElement !== document.body) return;
      const found = find(xhr.status >= 400);
      if (!found) return;
      const isPart = found.matches(PARTS);
      if (isPart) found.tabIndex = -1;
      found.focus({ preventScroll: isPart });
    },
    { once: true },
  );
});
