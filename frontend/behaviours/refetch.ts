// A partial that a change would fetch again waits while somebody has its menu or dialog open or presses something in
// it: what is swapped away under the hand takes the press with it. It is fetched as soon as she is done. One with
// data-keeps-typed waits while somebody writes in it as well, or has left words there that are not sent.
type Fetch = (confirmed: boolean) => void;

const fetches = new WeakMap<Element, Fetch>();
const held = new Map<Element, Fetch>();
let pressed: Element | null = null;

const OWN = "cairn:refresh"; // what she has done herself: the menu or dialog that she did it in goes with it
const isToldByChange = (event?: Event) => (event?.type.startsWith("cairn:") && event.type !== OWN) ?? false;

/** Whether something in the partial is open or being pressed. */
export function isInHand(partial: Element): boolean {
  if (pressed && partial.contains(pressed)) return true;
  if (partial.querySelector(":popover-open, dialog[open]")) return true;
  return partial.hasAttribute("data-keeps-typed") && isWrittenIn(partial);
}

function isWrittenIn(partial: Element): boolean {
  const fields = [...partial.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("input, textarea")];
  return fields.some((field) => field === document.activeElement || isChanged(field));
}

function isChanged(field: HTMLInputElement | HTMLTextAreaElement): boolean {
  if (field.type === "hidden") return false;
  const isTicked = field instanceof HTMLInputElement && ["checkbox", "radio"].includes(field.type);
  return isTicked ? field.checked !== field.defaultChecked : field.value !== field.defaultValue;
}

function fetchHeld(): void {
  for (const [partial, fetch] of held) {
    if (partial.isConnected && isInHand(partial)) continue;
    held.delete(partial);
    if (partial.isConnected) fetch(true);
  }
}

document.addEventListener("htmx:confirm", (event) => {
  const { elt, triggeringEvent, issueRequest } = (event as CustomEvent).detail;
  if (!isToldByChange(triggeringEvent)) return;
  fetches.set(elt, issueRequest);
  if (!isInHand(elt)) return;
  event.preventDefault();
  held.set(elt, issueRequest);
});

// The answer to a fetch that was under way when the hand came.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { elt, requestConfig } = (event as CustomEvent).detail;
  const fetch = fetches.get(elt);
  if (!fetch || !isToldByChange(requestConfig?.triggeringEvent) || !isInHand(elt)) return;
  (event as CustomEvent).detail.shouldSwap = false;
  held.set(elt, fetch);
});

// After the click that ends the press: what it chose is on its way before anything is fetched.
const soon = () => setTimeout(fetchHeld);
for (const name of ["toggle", "close", "focusout", "htmx:afterSettle"]) document.addEventListener(name, soon, true);
document.addEventListener("pointerdown", (event) => {
  pressed = event.target as Element;
});
for (const name of ["pointerup", "pointercancel", "dragend"]) {
  document.addEventListener(name, () => {
    pressed = null;
    soon();
  });
}
