// From the HTML that a program put on the clipboard to HTML that says only what was meant. The server's reader
// (cairn/documents/html/reading) does the same; both are held against tests/clipboard.

import { withoutStyles } from "../behaviours/recognise";
import { fitContent } from "./fit";
import { readFormulas } from "./formulas";
import { mendLists } from "./lists";
import { readNotion } from "./notion";
import { readDocs, readTables } from "./office";
import { prune } from "./prune";
import { applySheet, bulletLevels, sheetsOf } from "./sheet";
import { type Source, sourceOf } from "./source";
import { nameStyles } from "./styling";
import { each, holdsThings, isBlock, words } from "./tree";
import { baseOf, readWeb } from "./web";
import { readConfluence } from "./wiki";
import { readWord, wordLists } from "./word";

export interface Cleaned {
  root: HTMLElement;
  source: Source;
  /** Sentences on what was left out although it meant something. */
  lost: string[];
}

/** HTML that this editor wrote itself needs no cleaning. */
export const isOwn = (html: string): boolean => /\sdata-adf=/.test(html);

export function cleanHtml(html: string): Cleaned {
  const source = sourceOf(html);
  const css = sheetsOf(html);
  const page = new DOMParser().parseFromString(withoutStyles(openCdata(html)), "text/html");
  const root = page.body;
  const base = baseOf(html);
  const lost = new Set<string>();
  each(root, "[data-pm-slice]", (element) => element.removeAttribute("data-pm-slice"));
  if (css) applySheet(root, css);
  if (source === "notion") readNotion(root);
  if (source === "confluence") readConfluence(root);
  readFormulas(root);
  prune(root);
  if (source === "word") {
    readWord(root, lost);
    wordLists(root, bulletLevels(css));
  }
  if (source === "docs") readDocs(root);
  readWeb(root, base);
  readTables(root, source);
  mendLists(root);
  nameStyles(root, source);
  // Items have given up their boxes; those that are left stand elsewhere in a line.
  each(root, "input", (box) => box.replaceWith(box.hasAttribute("checked") ? "☑ " : "☐ "));
  localPictures(root);
  tidy(root);
  fitContent(root);
  each(root, "[data-style]", (element) => element.removeAttribute("data-style"));
  return { root, source, lost: [...lost] };
}

/** `<![CDATA[` is a comment to HTML parsers; macros of Confluence keep code in it. */
function openCdata(html: string): string {
  return html.replace(/<!\[CDATA\[([\s\S]*?)\]\]>/g, (_whole, text: string) =>
    text.replace(/&/g, "&amp;").replace(/</g, "&lt;"),
  );
}

/** Pictures on the disk of the person who copied: no page can read them there. */
function localPictures(root: HTMLElement): void {
  each(root, "img", (image) => {
    if (!/^(file|cid|blob|webkit-fake-url|x-apple-ql-id):/i.test(image.getAttribute("src") ?? "")) return;
    image.setAttribute("data-lost", image.getAttribute("src") ?? "");
  });
}

/** Line breaks beside blocks and paragraphs of nothing go. */
function tidy(root: HTMLElement): void {
  each(root, "br", (line) => {
    const [before, after] = [sibling(line, "previousSibling"), sibling(line, "nextSibling")];
    const edge = (node: Node | null, parent: Element | null) =>
      node ? isBlock(node) : isBlock(parent) || parent === root;
    if (!line.closest("pre") && (edge(before, line.parentElement) || edge(after, line.parentElement))) line.remove();
  });
  each(root, "li br:last-child, td br:last-child", (line) => {
    if (!sibling(line, "nextSibling")) line.remove();
  });
  each(root, "td, th", (cell) => {
    if (!words(cell) && !holdsThings(cell)) cell.replaceChildren();
  });
  each(root, "p, h1, h2, h3, h4, h5, h6", (block) => {
    if (!words(block) && !holdsThings(block)) block.remove();
  });
}

function sibling(node: Node, way: "previousSibling" | "nextSibling"): Node | null {
  let next = node[way];
  while (next && next.nodeType !== 1 && !(next.textContent ?? "").trim()) next = next[way];
  return next;
}
