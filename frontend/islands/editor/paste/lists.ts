// Lists as HTML should have written them, and items with a box as action items.
import { isBlock, unwrap, words } from "./tree";

const TICKED = /^\s*(?:[☑☒✅]|\[[xX]\])\s+/;
const OPEN = /^\s*(?:[☐□]|\[ \])\s+/;

export function mendLists(root: HTMLElement): void {
  for (const list of root.querySelectorAll("ul, ol")) wrapStrays(list);
  for (const list of root.querySelectorAll("ul > ul, ul > ol, ol > ol, ol > ul")) moveIn(list);
  for (const item of root.querySelectorAll<HTMLElement>("li")) markBox(item);
  // Inner lists first: what an item gives up has its final shape then.
  for (const list of [...root.querySelectorAll<HTMLElement>("ul, ol")].reverse()) divide(list);
}

/** What stands in a list without an item gets one. */
function wrapStrays(list: Element): void {
  for (const child of [...list.childNodes]) {
    if (child instanceof Element ? child.matches("li, ul, ol") : !words(child)) continue;
    const item = list.ownerDocument.createElement("li");
    child.replaceWith(item);
    item.append(child);
  }
}

/** A list beside the items belongs to the item before it. */
function moveIn(list: Element): void {
  const before = list.previousElementSibling;
  const item = before?.matches("li") ? before : list.ownerDocument.createElement("li");
  if (item !== before) list.before(item);
  item.append(list);
}

function markBox(item: HTMLElement): void {
  const state = boxOf(item);
  if (state === null) return;
  item.className = "action-item";
  item.setAttribute("data-state", state ? "DONE" : "TODO");
}

function boxOf(item: HTMLElement): boolean | null {
  if (item.matches(".action-item")) {
    for (const box of item.querySelectorAll(":scope > input")) box.remove();
    return item.getAttribute("data-state") === "DONE";
  }
  const box = item.querySelector("input[type='checkbox' i]");
  if (box && box.closest("li") === item && !wordsBefore(box, item)) {
    box.remove();
    return box.hasAttribute("checked");
  }
  const walker = item.ownerDocument.createTreeWalker(item, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
    if (!node.data.trim()) continue;
    if (node.parentElement?.closest("li") !== item) return null;
    const sign = [TICKED, OPEN].find((one) => one.test(node.data));
    if (!sign) return null;
    node.data = node.data.replace(sign, "");
    return sign === TICKED;
  }
  return null;
}

function wordsBefore(box: Element, item: Element): boolean {
  const range = item.ownerDocument.createRange();
  range.setStart(item, 0);
  range.setEndBefore(box);
  return range.toString().trim() !== "";
}

/** Items with and without a box don't stand in one list: one list for each run of a kind. */
function divide(list: HTMLElement): void {
  const items = [...list.children].filter((child): child is HTMLElement => child.matches("li"));
  if (!items.some((item) => item.matches(".action-item"))) return;
  const parts: HTMLElement[] = [];
  let count = Number(list.getAttribute("start") ?? 1) || 1;
  const open = (boxes: boolean) => {
    const last = parts.at(-1);
    if (last && last.matches(".action-list") === boxes && last.matches("ul, ol")) return last;
    const part = list.ownerDocument.createElement(boxes ? "ul" : list.tagName.toLowerCase());
    if (boxes) part.className = "action-list";
    else if (part.tagName === "OL" && count > 1) part.setAttribute("start", String(count));
    parts.push(part);
    return part;
  };
  for (const item of items) {
    const box = item.matches(".action-item");
    open(box).append(item);
    count += 1;
    if (!box) continue;
    for (const inner of lineOnly(item)) {
      if (inner.matches(".action-list")) open(true).append(inner);
      else parts.push(inner);
    }
  }
  list.replaceWith(...parts);
}

/** An action item is one line: its paragraphs lose their boxes; lists, tables and pictures stand after it. */
function lineOnly(item: HTMLElement): HTMLElement[] {
  const after: HTMLElement[] = [];
  for (const inner of item.querySelectorAll<HTMLElement>("ul, ol, table, pre, blockquote, figure, img, details")) {
    if (inner.parentElement?.closest("li, table, figure, details") !== item) continue;
    inner.remove();
    after.push(inner);
  }
  let lines = 0;
  for (const block of item.querySelectorAll<HTMLElement>("p, div, label, h1, h2, h3, h4, h5, h6")) {
    const line = words(block) !== "" && !block.querySelector("p, div");
    if (line && lines > 0 && isBlock(block)) block.before(item.ownerDocument.createElement("br"));
    if (line) lines += 1;
    unwrap(block);
  }
  return after;
}
