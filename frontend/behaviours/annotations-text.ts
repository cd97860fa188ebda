// The text of a page as one string, each letter with its place in the document: for quoting a passage and for finding
// it again. The server compares the same way (comments/passages.py): whitespace and case do not count.

export interface Passage {
  quote: string;
  prefix: string;
  suffix: string;
}

export interface Flow {
  /** All words in reading order; blocks are parted by a line break. */
  text: string;
  nodes: Text[];
  /** Where each node begins in `text`. */
  starts: number[];
}

const CONTEXT = 32;
// What is on the screen but not in the words of the page.
const ASIDE =
  ".visually-hidden, [aria-hidden='true'], .math, .toc, .include, .include-inline, .page-children, .properties-report, .log-embedded, " +
  ".diagram, .heading-anchor, script, style, template, button, select, textarea";
const BLOCK =
  "p, li, td, th, h1, h2, h3, h4, h5, h6, pre, blockquote, summary, figcaption, .action-text, .decision-text";

export function flowOf(root: Element): Flow {
  const flow: Flow = { text: "", nodes: [], starts: [] };
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement?.closest(ASIDE) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  );
  let block: Element | null = null;
  for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
    const own: Element | null = node.parentElement?.closest(BLOCK) ?? null;
    if (flow.text && own !== block) flow.text += "\n";
    block = own;
    flow.nodes.push(node);
    flow.starts.push(flow.text.length);
    flow.text += node.data;
  }
  return flow;
}

/** The passage that a selection covers, with up to 32 characters on each side; null when it covers no words. */
export function passageOf(flow: Flow, range: Range): Passage | null {
  let from = -1;
  let to = -1;
  flow.nodes.forEach((node, index) => {
    if (!range.intersectsNode(node)) return;
    const start = flow.starts[index] ?? 0;
    const first = node === range.startContainer ? range.startOffset : 0;
    const last = node === range.endContainer ? range.endOffset : node.length;
    if (last <= first) return;
    if (from < 0) from = start + first;
    to = start + last;
  });
  const quote = from < 0 ? "" : flow.text.slice(from, to);
  if (!quote.trim()) return null;
  const lead = quote.length - quote.trimStart().length;
  const trail = quote.length - quote.trimEnd().length;
  return {
    quote: quote.trim(),
    prefix: flow.text.slice(Math.max(0, from + lead - CONTEXT), from + lead),
    suffix: flow.text.slice(to - trail, to - trail + CONTEXT),
  };
}

interface Folded {
  letters: string;
  /** Where each letter stands in the unfolded text. */
  places: number[];
}

export function fold(text: string): Folded {
  let letters = "";
  const places: number[] = [];
  let at = 0;
  for (const char of text) {
    if (/\S/.test(char)) {
      const low = char.toLowerCase();
      letters += low;
      for (let i = 0; i < low.length; i++) places.push(at);
    }
    at += char.length;
  }
  return { letters, places };
}

/** Where the passage stands in the folded text, as [from, to) of the unfolded one: the place that agrees best. */
export function locate(folded: Folded, passage: Passage): [number, number] | null {
  const needle = fold(passage.quote).letters;
  const before = [...fold(passage.prefix).letters].reverse();
  const after = [...fold(passage.suffix).letters];
  if (!needle) return null;
  let best = -1;
  let bestScore = -1;
  for (let at = folded.letters.indexOf(needle); at >= 0; at = folded.letters.indexOf(needle, at + 1)) {
    const end = at + needle.length;
    const score = agreeing(before, (i) => folded.letters[at - 1 - i]) + agreeing(after, (i) => folded.letters[end + i]);
    if (score > bestScore) {
      best = at;
      bestScore = score;
    }
  }
  if (best < 0) return null;
  const last = folded.places[best + needle.length - 1] ?? 0;
  return [folded.places[best] ?? 0, last + 1];
}

function agreeing(wanted: string[], found: (index: number) => string | undefined): number {
  const end = wanted.findIndex((letter, index) => found(index) !== letter);
  return end < 0 ? wanted.length : end;
}

/** Puts a `<mark>` around each piece of text between two places of the flow; blocks and inline nodes stay whole. */
export function wrap(flow: Flow, [from, to]: [number, number], dress: (mark: HTMLElement) => void): HTMLElement[] {
  const marks: HTMLElement[] = [];
  flow.nodes.forEach((node, index) => {
    const start = flow.starts[index] ?? 0;
    const first = Math.max(0, from - start);
    const last = Math.min(node.length, to - start);
    if (last <= first || !node.data.slice(first, last).trim()) return;
    const range = document.createRange();
    range.setStart(node, first);
    range.setEnd(node, last);
    const mark = document.createElement("mark");
    dress(mark);
    range.surroundContents(mark);
    marks.push(mark);
  });
  return marks;
}

export function unwrap(mark: Element): void {
  const parent = mark.parentNode;
  mark.replaceWith(...mark.childNodes);
  parent?.normalize();
}
