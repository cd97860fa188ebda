// Formulas by KaTeX. This module is large: import it only where a formula has to be drawn.
import katex from "katex";
import "katex/dist/katex.min.css";

interface DomNode {
  attributes?: Record<string, string>;
  children?: DomNode[];
  toNode(): Node;
}

/** KaTeX's own tree, before it becomes elements: part of its API, though not of its types. */
const build = (katex as unknown as { __renderToDomTree(tex: string, options: object): DomNode }).__renderToDomTree;

const OPTIONS = { output: "htmlAndMathml", throwOnError: true, strict: "ignore", maxSize: 40, maxExpand: 500 };

export interface Formula {
  element: Node | null;
  /** What is wrong with the source, in KaTeX's words; empty where nothing is. */
  problem: string;
}

/** The formula as an element: seen as HTML, read by screen readers as MathML. */
export function formula(tex: string, block: boolean): Formula {
  try {
    const tree = build(tex, { ...OPTIONS, displayMode: block });
    withoutStyles(tree);
    return { element: tree.toNode(), problem: "" };
  } catch (error) {
    return { element: null, problem: wordsOf(error) };
  }
}

/** Draws the formula in place of what the element holds; where it can't, the source stays and the title says why. */
export function drawFormula(place: HTMLElement, tex: string, block: boolean): string {
  const { element, problem } = formula(tex, block);
  place.classList.toggle("math-error", problem !== "");
  if (element) {
    place.replaceChildren(element);
    place.removeAttribute("title");
  } else {
    const source = document.createElement("code");
    source.textContent = tex;
    place.replaceChildren(source);
    place.title = problem;
  }
  if (block) requestAnimationFrame(() => reachable(place));
  return problem;
}

/** A formula wider than the page scrolls, and then a keyboard must be able to get there. */
function reachable(place: HTMLElement): void {
  if (place.scrollWidth > place.clientWidth) place.tabIndex = 0;
}

/** MathML's copies of styles are attributes, which the page's policy refuses; HTML's are set through the DOM. */
function withoutStyles(node: DomNode): void {
  if (node.attributes?.style) delete node.attributes.style;
  for (const child of node.children ?? []) withoutStyles(child);
}

function wordsOf(error: unknown): string {
  const words = error instanceof Error ? error.message : String(error);
  return words.replace(/^KaTeX parse error:\s*/, "");
}
