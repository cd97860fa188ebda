// Cards give way upwards, over what else the rail holds. Whatever they cover, be it by a line, is not seen between them.
import { all } from "../lib/dom";

const PIECES = [
  ".rail-inner > :not(.comments) > :not([data-suggestion-list])",
  "[data-suggestion-list] > :not(ol, ul)",
  "[data-suggestion-list] li",
  ".comments > .rail-title",
  ".comments .thread-filter",
].join(",");

export interface Span {
  top: number;
  bottom: number;
}

/** Marks what stands behind one of `cards` (in pixels from the top of the window); the keyboard still reaches it. */
export function cover(cards: Span[]): void {
  for (const piece of all(PIECES, document.getElementById("rail") ?? document.body)) {
    const box = piece.getBoundingClientRect();
    piece.toggleAttribute("data-covered", box.height > 0 && cards.some((card) => overlap(card, box)));
  }
}

export function overlap(one: Span, other: Span): boolean {
  return one.top < other.bottom && other.top < one.bottom;
}
