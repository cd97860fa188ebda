// Formulas of other pages (KaTeX, Wikipedia, our own reading view): back to the TeX that they carry beside what is seen.
import { ownJson } from "../own/nodes";
import { each } from "./tree";

/** Wholes before their parts: what is found first is replaced with everything inside. */
const PLACES = [".mwe-math-element", ".katex-display", ".katex", "[data-math]", "math"];

export function readFormulas(root: HTMLElement): void {
  for (const selector of PLACES) each(root, selector, replace);
}

function replace(place: HTMLElement): void {
  const tex = texOf(place);
  if (!tex || !place.isConnected) return;
  const block = isBlock(place);
  const { type, attrs } = ownJson(block ? "extension" : "inlineExtension", "math", { tex });
  const formula = document.createElement(block ? "div" : "span");
  formula.dataset.adf = type;
  formula.dataset.attrs = JSON.stringify(attrs);
  place.replaceWith(formula);
}

function isBlock(place: HTMLElement): boolean {
  const math = place.localName === "math" ? place : place.querySelector("math");
  return (
    place.matches(".katex-display, [data-math='block']") ||
    (!place.matches(".katex") && math?.getAttribute("display") === "block")
  );
}

function texOf(place: HTMLElement): string {
  const note = place.querySelector('annotation[encoding*="tex" i]')?.textContent;
  const words = note ?? (place.matches("[data-math]") ? place.textContent : null) ?? alternative(place);
  // Wikipedia wraps what it shows in a style of TeX.
  return (words ?? "")
    .trim()
    .replace(/^\{\\(?:display|text)style\s+([\s\S]*)\}$/, "$1")
    .trim();
}

function alternative(place: HTMLElement): string | null {
  const math = place.localName === "math" ? place : place.querySelector("math");
  return math?.getAttribute("alttext") ?? null;
}
