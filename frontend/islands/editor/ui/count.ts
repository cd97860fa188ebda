// How long the text is: words below it, and on request characters and the time it takes to read.
import type { Editor } from "@tiptap/core";
import type { Node as PmNode } from "@tiptap/pm/model";
import { fill, t } from "../../../lib/words";
import { countWords } from "../behaviours/recognise";
import { DELETED } from "../suggesting/stamp";
import { h } from "./dom";
import { openPopover } from "./popover";

export interface Size {
  words: number;
  characters: number;
  /** Without white space. */
  letters: number;
}

const A_MINUTE = 230; // words that people read, as studies of silent reading find
const REST = 150; // ms after the last change

/** Sizes of blocks by their node: only what has changed is counted again. */
const known = new WeakMap<PmNode, Size>();

export function sizeOf(doc: PmNode, from = 0, to = doc.content.size): Size {
  const total: Size = { words: 0, characters: 0, letters: 0 };
  doc.nodesBetween(from, to, (node, pos) => {
    if (node.attrs[DELETED]) return false;
    if (!node.isTextblock) return true;
    const whole = from <= pos && to >= pos + node.nodeSize;
    const size = whole ? (known.get(node) ?? measure(part(node))) : measure(part(node, from - pos - 1, to - pos - 1));
    if (whole) known.set(node, size);
    total.words += size.words;
    total.characters += size.characters;
    total.letters += size.letters;
    return false;
  });
  return total;
}

/** Its words; what is struck as a suggestion counts no more. */
function part(block: PmNode, from = 0, to = block.content.size): string {
  let words = "";
  block.nodesBetween(Math.max(0, from), Math.min(block.content.size, to), (node, pos) => {
    if (node.attrs[DELETED] || node.marks.some((mark) => mark.type.name === "deletion")) return false;
    if (node.isText) words += node.text?.slice(Math.max(0, from - pos), to - pos) ?? "";
    else if (node.isLeaf) words += " ";
    return true;
  });
  return words;
}

function measure(text: string): Size {
  const signs = [...text];
  return { words: countWords(text), characters: signs.length, letters: signs.filter((sign) => sign.trim()).length };
}

export function wordCount(editor: Editor): { element: HTMLElement; update(): void } {
  const element = h("button", {
    type: "button",
    class: "ed-tool ed-words",
    "aria-haspopup": "dialog",
    title: t("Words, characters and reading time"),
  });
  element.addEventListener("click", () => openCounts(editor, element));
  const show = () => {
    if (editor.isDestroyed) return;
    const { doc, selection } = editor.state;
    const all = sizeOf(doc).words;
    const chosen = selection.empty ? 0 : sizeOf(doc, selection.from, selection.to).words;
    const words = chosen ? fill(t("{n} of {all} words"), { n: number(chosen), all: number(all) }) : wordsOf(all);
    if (element.textContent !== words) element.textContent = words;
  };
  let timer = 0;
  let last: { doc: PmNode; from: number; to: number } | null = null;
  return {
    element,
    update() {
      const { doc, selection } = editor.state;
      const [from, to] = selection.empty ? [0, 0] : [selection.from, selection.to];
      if (last?.doc === doc && last.from === from && last.to === to) return;
      last = { doc, from, to };
      clearTimeout(timer);
      // At rest: counting is not worth a frame while somebody types.
      timer = window.setTimeout(show, element.textContent ? REST : 0);
    },
  };
}

const number = (count: number) => count.toLocaleString(document.documentElement.lang || undefined);
const wordsOf = (count: number) => (count === 1 ? t("1 word") : fill(t("{n} words"), { n: number(count) }));

function reading(words: number): string {
  const minutes = Math.max(1, Math.round(words / A_MINUTE));
  if (words === 0) return "–";
  return minutes === 1 ? t("about 1 minute") : fill(t("about {n} minutes"), { n: number(minutes) });
}

function openCounts(editor: Editor, opener: HTMLElement): void {
  const { doc, selection } = editor.state;
  const all = sizeOf(doc);
  const chosen = selection.empty ? null : sizeOf(doc, selection.from, selection.to);
  const row = (name: string, of: (size: Size) => string) =>
    h("tr", {}, h("th", { scope: "row" }, name), chosen && h("td", {}, of(chosen)), h("td", {}, of(all)));
  const head =
    chosen && h("tr", {}, h("td", {}), h("th", { scope: "col" }, t("Selected")), h("th", { scope: "col" }, t("Page")));
  const table = h(
    "table",
    { class: "ed-counts" },
    head && h("thead", {}, head),
    h(
      "tbody",
      {},
      row(t("Words"), (size) => number(size.words)),
      row(t("Characters"), (size) => number(size.characters)),
      row(t("Without spaces"), (size) => number(size.letters)),
      row(t("Reading time"), (size) => reading(size.words)),
    ),
  );
  const label = t("Words, characters and reading time");
  const box = h("div", { tabindex: "-1", "data-first": true }, table);
  openPopover(opener, box, { label, returnFocus: () => opener.focus() });
}
