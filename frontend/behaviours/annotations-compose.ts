// Writing a comment: on the selected passage, or on the page. The form stands in the rail, outside the list that
// refreshes, so nothing takes typed words away.
import { isTyping, on } from "../lib/dom";
import { composeBeside } from "./annotations-margin";
import { showRail, words } from "./annotations-rail";
import { flowOf, passageOf, type Passage as Words } from "./annotations-text";

/** What a comment is about: words, a picture (its address; the quote describes it), or a thing on the page. */
export interface Passage extends Partial<Words> {
  media?: string;
  /** The thing's name for the server, and for people. */
  subject?: string;
  label?: string;
  place?: Range;
  kind?: string;
}

const COMPOSING = "cairn-composing";

function composer(): HTMLFormElement | null {
  return document.getElementById("thread-composer") as HTMLFormElement | null;
}

/** The words selected in the page's text, or null. */
function selected(): { passage: Passage; range: Range } | null {
  const selection = getSelection();
  const body = document.getElementById("page-body");
  if (!body || !selection || selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  if (!body.contains(range.commonAncestorContainer)) return null;
  const passage = passageOf(flowOf(body), range);
  return passage && { passage, range };
}

export function open(passage: Passage | null, range?: Range): void {
  const form = composer();
  if (!form) return;
  for (const name of ["quote", "prefix", "suffix", "media", "subject"] as const) {
    const field = form.elements.namedItem(name) as HTMLInputElement;
    field.value = passage?.[name] ?? "";
  }
  const quote = form.querySelector<HTMLElement>("[data-composer-quote]");
  if (quote) {
    quote.textContent = passage?.label ?? passage?.quote ?? "";
    quote.hidden = !passage;
  }
  if (passage?.kind) (form.elements.namedItem("kind") as HTMLSelectElement).value = passage.kind;
  form.hidden = false;
  hint(range);
  hideButton();
  showRail();
  composeBeside(range ?? null);
  if (!form.closest("[data-margin]") || !passage) form.scrollIntoView({ block: "nearest" });
  form.querySelector("textarea")?.focus({ preventScroll: true });
}

/** Keeps the passage visible while the cursor is in the form. */
function hint(range?: Range): void {
  if (!("highlights" in CSS)) return;
  CSS.highlights.delete(COMPOSING);
  if (range) CSS.highlights.set(COMPOSING, new Highlight(range.cloneRange()));
}

function close(): void {
  const form = composer();
  if (!form) return;
  if (form.contains(document.activeElement)) (document.activeElement as HTMLElement).blur(); // letters are keys again
  form.hidden = true;
  form.removeAttribute("data-dirty"); // what was typed stays in the form, and in its draft
  hint();
  composeBeside(null);
}

function compose(): void {
  const found = selected();
  open(found?.passage ?? null, found?.range);
}

on("click", "[data-compose]", compose);
on("click", "[data-composer-cancel]", () => {
  close();
  document.querySelector<HTMLElement>("[data-compose]")?.focus();
});
on("keydown", "[data-composer] textarea", (event, area) => {
  if (event.key === "Escape" && !event.defaultPrevented && !(area as HTMLTextAreaElement).value.trim()) {
    event.preventDefault();
    close();
  }
});
document.addEventListener("cairn:thread-focus", () => hint());
document.addEventListener("cairn:comment", (event) => {
  const selection = getSelection();
  const range = selection?.rangeCount ? selection.getRangeAt(0).cloneRange() : undefined;
  const passage = (event as CustomEvent<Passage>).detail;
  open(passage, passage.place ?? range);
});

// Where the rail is a closed sheet its button is not on the screen, so the letter is answered here.
document.addEventListener("keydown", (event) => {
  const free = !event.defaultPrevented && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event.target);
  if (event.key !== "c" || !free || !composer() || document.querySelector("dialog[open]")) return;
  event.preventDefault();
  compose();
});

// The button that floats beside a selection ------------------------------------------------------------------------

let button: HTMLButtonElement | null = null;

function floating(): HTMLButtonElement {
  if (button) return button;
  button = document.createElement("button");
  button.type = "button";
  button.className = "selection-comment";
  button.hidden = true;
  button.innerHTML =
    '<svg class="icon" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round"' +
    ' stroke-linejoin="round" aria-hidden="true"><path d="M21 15a2 2 0 0 1-2 2H7l-4 4V5a2 2 0 0 1 2-2h14a2 2 0 0 1 2 2z"/>' +
    '<path d="M12 7v6M9 10h6"/></svg><span></span>';
  const label = button.querySelector("span");
  if (label) label.textContent = words("comment");
  button.addEventListener("pointerdown", (event) => event.preventDefault()); // the selection stays
  button.addEventListener("click", compose);
  document.body.append(button);
  return button;
}

function hideButton(): void {
  if (button) button.hidden = true;
}

function showButton(): void {
  const found = composer() && !isTyping(document.activeElement) ? selected() : null;
  if (!found) {
    hideButton();
    return;
  }
  const element = floating();
  element.hidden = false;
  const lines = found.range.getClientRects();
  // A finger's own menu stands above the selection; ours then goes below.
  const below = matchMedia("(pointer: coarse)").matches;
  const line = lines[below ? lines.length - 1 : 0] ?? found.range.getBoundingClientRect();
  const top = below ? line.bottom + 12 : line.top - element.offsetHeight - 8;
  const left = Math.min(Math.max(line.left, 8), innerWidth - element.offsetWidth - 8);
  element.style.top = `${Math.max(top < 60 ? line.bottom + 8 : top, 8)}px`;
  element.style.left = `${left}px`;
}

let timer = 0;
function soon(): void {
  window.clearTimeout(timer);
  timer = window.setTimeout(showButton, 120);
}
document.addEventListener("selectionchange", () => {
  if (getSelection()?.isCollapsed) hideButton();
  else soon();
});
window.addEventListener("scroll", () => button && !button.hidden && soon(), { passive: true, capture: true });
