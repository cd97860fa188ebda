// A partial that changes fetch again is fetched once for all that happen meanwhile: never while one fetch is under way,
// and not twice within GAP. It waits as well while somebody has its menu or dialog open or presses something in it:
// what is swapped away under the hand takes the press with it. It is fetched as soon as it may be; the last one wins.
// Where many read the same page, each waits a moment of its own first (lib/crowd.ts), unless she did it herself.
// One with data-keeps-typed waits while somebody writes in it as well, or has left words there that are not sent.
import htmx from "htmx.org";
import { rest as crowdRest, lateness } from "../lib/crowd";

interface Fetched {
  at: number;
  notBefore: number;
  isUnderWay: boolean;
  notice: unknown;
}

interface Held {
  partial: Element;
  event: Event;
  fetch: (confirmed: boolean) => void;
}

export const GAP = 300; // milliseconds from the start of one fetch to the start of the next
const OWN = "cairn:refresh"; // what she has done herself: the menu or dialog that she did it in goes with it

const fetched = new Map<string, Fetched>();
const held = new Map<string, Held>();
const lastHeld = new WeakMap<Element, Held>();
let pressed: Element | null = null;

const isToldByChange = (event?: Event) => (event?.type.startsWith("cairn:") && event.type !== OWN) ?? false;
const isFetchedByChanges = (partial: Element) => partial.getAttribute?.("hx-trigger")?.includes("cairn:") ?? false;

/** The same for what a fetch has put in its place. */
const keyOf = (partial: Element) => partial.id || (partial.getAttribute("hx-get") ?? "");

function stateOf(partial: Element): Fetched {
  const key = keyOf(partial);
  const state = fetched.get(key) ?? { at: Number.NEGATIVE_INFINITY, notBefore: 0, isUnderWay: false, notice: null };
  fetched.set(key, state);
  return state;
}

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

/** Milliseconds until it may be fetched again. */
function rest(partial: Element): number {
  const { at, notBefore, isUnderWay } = stateOf(partial);
  return isUnderWay ? Infinity : Math.max(0, Math.max(at + crowdRest(GAP), notBefore) - performance.now());
}

function hold(one: Held): void {
  held.set(keyOf(one.partial), one);
  const wait = rest(one.partial);
  if (wait > 0 && wait < Infinity) setTimeout(fetchHeld, wait);
}

function fetchHeld(): void {
  for (const [key, one] of held) {
    const partial = one.partial.isConnected ? one.partial : document.getElementById(key);
    if (partial && (isInHand(partial) || rest(partial) > 0)) continue;
    held.delete(key);
    if (partial === one.partial) one.fetch(true);
    else if (partial) fetchAnew(partial, one.event);
  }
}

/** What stands where the partial stood that was told: its own request went away with it. */
function fetchAnew(partial: Element, event: Event): void {
  stateOf(partial).notice = null;
  const address = partial.getAttribute("hx-get") ?? "";
  htmx.ajax("get", address, { source: partial, event }).catch(() => undefined); // htmx.ts tells of failures
}

document.addEventListener("htmx:confirm", (event) => {
  const { elt: partial, triggeringEvent, issueRequest: fetch } = (event as CustomEvent).detail;
  if (!isToldByChange(triggeringEvent)) return;
  const state = stateOf(partial);
  const { detail: notice } = triggeringEvent;
  const isHeard = notice !== null && notice === state.notice; // under another of its names
  state.notice = notice;
  const late = held.has(keyOf(partial)) ? 0 : lateness();
  if (late) state.notBefore = performance.now() + late;
  const one = { partial, event: triggeringEvent, fetch };
  lastHeld.set(partial, one);
  if (!isHeard && !isInHand(partial) && rest(partial) === 0) return;
  event.preventDefault();
  if (!isHeard) hold(one);
});

document.addEventListener("htmx:beforeSend", (event) => {
  const { elt: partial } = (event as CustomEvent).detail.requestConfig;
  if (isFetchedByChanges(partial)) Object.assign(stateOf(partial), { at: performance.now(), isUnderWay: true });
});

document.addEventListener("htmx:afterRequest", (event) => {
  const { elt: partial } = (event as CustomEvent).detail.requestConfig;
  if (!isFetchedByChanges(partial)) return;
  stateOf(partial).isUnderWay = false;
  if (held.has(keyOf(partial))) setTimeout(fetchHeld, rest(partial));
});

// The answer to a fetch that was under way when the hand came.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { elt: partial, requestConfig } = (event as CustomEvent).detail;
  const one = lastHeld.get(partial);
  if (!one || !isToldByChange(requestConfig?.triggeringEvent) || !isInHand(partial)) return;
  (event as CustomEvent).detail.shouldSwap = false;
  hold(one);
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
