// Comments in the margin of a wide screen: each thread beside its passage. Who prefers a list has it, and it is
// remembered. On narrow screens comments are in a sheet (annotations-rail.ts).
import { all, on } from "../lib/dom";
import { cover } from "./annotations-covered";
import { activeThread, list, passageOf } from "./annotations-marks";
import { comments } from "./annotations-rail";
import { type Card, stack } from "./annotations-stack";

const WIDE = matchMedia("(min-width: 1181px)");
const CHOICE = "cairn-comments-as-list";
const CALM = 150; // ms of rest before the margin follows what is typed

/** Text and comments are side by side; else comments are a sheet over the text. */
export const isWide = (): boolean => WIDE.matches;

let asList = localStorage.getItem(CHOICE) === "1";
let frame = 0;

/** Puts the cards where they belong in the next frame. */
export function soon(): void {
  if (frame) return;
  frame = requestAnimationFrame(() => {
    frame = 0;
    arrange();
  });
}

interface Placed extends Card {
  element: HTMLElement;
}

export function arrange(): void {
  const section = comments();
  const threads = list();
  if (!section || !threads) return;
  const inMargin = WIDE.matches && !asList;
  section.toggleAttribute("data-margin", inMargin);
  for (const button of all("[data-as-list]", section)) button.setAttribute("aria-pressed", String(!inMargin));
  if (!inMargin) {
    section.style.minHeight = "";
    for (const card of all(".thread, .composer", section)) card.style.transform = "";
    cover([]);
    return;
  }
  place(section, threads);
  // Only what moves later moves visibly.
  requestAnimationFrame(() => section.setAttribute("data-settled", ""));
}

function place(section: HTMLElement, threads: HTMLElement): void {
  const composer = section.querySelector<HTMLElement>(".composer:not([hidden])");
  if (!composer && !threads.querySelector(".thread")) {
    cover([]); // nothing to measure: the page that has just come is laid out once
    section.style.minHeight = "24px";
    return;
  }
  const origin = section.getBoundingClientRect().top;
  const head = threads.querySelector(".thread-filter, .threads-none") ?? section.querySelector(".rail-title");
  const first = head ? head.getBoundingClientRect().bottom - origin + 8 : 0;
  const cards: Placed[] = all(".thread", threads).map((element) => {
    const passage = passageOf(element);
    return { element, height: element.offsetHeight, wanted: passage ? topOf(passage) - origin : first };
  });
  if (composer) cards.push({ element: composer, height: composer.offsetHeight, wanted: composing() - origin });
  cards.sort((a, b) => a.wanted - b.wanted);
  const chosen = composer ?? activeThread();
  const active = cards.findIndex((card) => card.element === chosen);
  const ceiling = Math.min(first, 8 - section.offsetTop);
  const tops = stack(cards, first, active, ceiling);
  let end = 0;
  const spans = cards.map(({ element, height }, index) => {
    const top = Math.round(tops[index] as number);
    element.style.transform = `translateY(${top}px)`;
    end = Math.max(end, top + height);
    return { top: origin + top, bottom: origin + top + height };
  });
  cover(spans);
  section.style.minHeight = `${Math.ceil(end) + 24}px`;
}

function topOf(passage: HTMLElement): number {
  const box = passage.getClientRects()[0] ?? passage.getBoundingClientRect();
  // Folded away, in a closed expand: beside what can be seen of it.
  if (!box.width && !box.height) return passage.closest("details")?.getBoundingClientRect().top ?? box.top;
  return box.top;
}

let wanted: Range | null = null;
let known = 0; // where it last stood on the page: the editor may draw its line anew, and the range is empty then

/** The words that a comment is being written on: its form stands beside them. */
export function composeBeside(range: Range | null): void {
  wanted = range;
  known = range?.getBoundingClientRect().height ? range.getBoundingClientRect().top + scrollY : 0;
  soon();
}

function composing(): number {
  const box = wanted?.getBoundingClientRect();
  if (box?.height) return box.top;
  const marked = document.querySelector("cairn-editor .ProseMirror-selectednode")?.getBoundingClientRect();
  return marked?.top ?? (known ? known - scrollY : Number.NEGATIVE_INFINITY);
}

on("click", "[data-as-list]", () => {
  asList = !asList;
  localStorage.setItem(CHOICE, asList ? "1" : "");
  comments()?.removeAttribute("data-settled");
  arrange();
});

// Whatever changes the height of the text or of a card.
const sizes = new ResizeObserver(soon);
let typing = 0;
const words = new MutationObserver(() => {
  window.clearTimeout(typing);
  typing = window.setTimeout(soon, CALM);
});

/** Follows the text and the cards that are there now. */
export function watch(): void {
  sizes.disconnect();
  const body = document.getElementById("page-body") ?? document.querySelector("cairn-editor");
  if (body) sizes.observe(body);
  for (const card of all(".thread, .composer", comments() ?? document.createElement("div"))) sizes.observe(card);
  words.disconnect();
  const editor = document.querySelector("cairn-editor");
  if (editor) words.observe(editor, { childList: true, subtree: true });
}

WIDE.addEventListener("change", arrange);
addEventListener("load", soon);
