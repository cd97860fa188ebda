// What Word writes: lists as paragraphs, notes as links, corrections side by side with what they correct.
import { t } from "../../../lib/words";
import { each, holdsThings, remove, rename, styles, unwrap, words, wrapInside } from "./tree";

export function readWord(root: HTMLElement, lost: Set<string>): void {
  each(root, "o\\:p, w\\:sdt, w\\:sdtPr, st1\\:place", unwrap);
  if (remove(root, "del, .msoDel, .MsoDel") > 0) lost.add(t("Words struck out in tracked changes were left out."));
  each(root, "ins, .msoIns", unwrap);
  comments(root, lost);
  if (remove(root, ".MsoToc1, .MsoToc2, .MsoToc3, .MsoToc4, .MsoTocHeading") > 0) {
    lost.add(t("The document's table of contents was left out."));
  }
  notes(root);
  each(
    root,
    "br[data-style*='page-break'], [data-style*='mso-element:header'], [data-style*='mso-element:footer']",
    (el) => el.remove(),
  );
  each(root, "span[data-style*='mso-spacerun']", (span) => {
    span.replaceWith(" ");
  });
  each(root, "p.MsoTitle", (title) => void rename(title, "h1"));
  each(root, "p.MsoQuote, p.MsoIntenseQuote", (quote) => void wrapInside(rename(quote, "blockquote"), "p"));
  online(root);
}

function comments(root: HTMLElement, lost: Set<string>): void {
  const lists = remove(root, "[data-style*='mso-element:comment-list'], [data-style*='mso-element: comment-list']");
  const marks = remove(root, ".MsoCommentReference, [data-style*='mso-special-character:comment']");
  each(root, "a[data-style*='mso-comment-reference']", unwrap);
  if (lists + marks > 0) lost.add(t("Comments of the document were left out."));
}

/** Notes stand at the end as a numbered list, and in the text as [1] above the line. */
function notes(root: HTMLElement): void {
  each(root, "a[data-style*='mso-footnote-id'], a[data-style*='mso-endnote-id']", (link) => {
    const own = link.closest("[data-style*='mso-element:footnote'], [data-style*='mso-element:endnote']");
    if (own) return void link.remove();
    const sup = rename(link, "sup");
    sup.textContent = words(sup);
  });
  each(root, "[data-style*='mso-element:footnote-list'], [data-style*='mso-element:endnote-list']", (box) => {
    const list = box.ownerDocument.createElement("ol");
    for (const note of box.querySelectorAll(":scope > [data-style*='mso-element']")) {
      const item = box.ownerDocument.createElement("li");
      item.append(...note.childNodes);
      list.append(item);
    }
    remove(box, ":scope > hr, :scope > br");
    box.replaceWith(box.ownerDocument.createElement("hr"), list, ...box.childNodes);
  });
}

/** Word in the browser wraps each item into a list of its own, with its level as an attribute. */
function online(root: HTMLElement): void {
  each(root, ".EOP, .LineBreakBlob", (end) => {
    if (!words(end)) end.remove();
  });
  const wrappers = [...root.querySelectorAll(".ListContainerWrapper")];
  for (const wrapper of wrappers) {
    const items = [...wrapper.querySelectorAll("li")];
    const marks = items.map((item) => ({
      item,
      level: Number(item.getAttribute("data-aria-level")) || 1,
      ordered: item.parentElement?.tagName === "OL",
      start: Number(item.parentElement?.getAttribute("start")) || 1,
    }));
    const before = wrapper.previousElementSibling;
    nest(marks, wrapper, before?.hasAttribute("data-open-list") ? (before as HTMLElement) : null);
    wrapper.remove();
  }
  each(root, "[data-open-list]", (list) => list.removeAttribute("data-open-list"));
}

export interface Listed {
  item: HTMLElement;
  level: number;
  ordered: boolean;
  start: number;
}

/** Items with levels as lists in lists, before `place`; they go on in `open`, a list that stands there already. */
export function nest(items: Listed[], place: Element, open: HTMLElement | null = null): void {
  const make = (ordered: boolean, start: number) => {
    const list = place.ownerDocument.createElement(ordered ? "ol" : "ul");
    if (ordered && start > 1) list.setAttribute("start", String(start));
    return list;
  };
  const stack: HTMLElement[] = open ? [open] : [];
  for (const { item, level, ordered, start } of items) {
    stack.length = Math.min(stack.length, level);
    let list = stack.at(-1);
    if (list && stack.length === level && (list.tagName === "OL") !== ordered) {
      stack.pop();
      list = undefined;
    }
    if (!list || stack.length < level) {
      const inside = stack.at(-1)?.lastElementChild;
      list = make(ordered, start);
      if (inside) inside.append(list);
      else {
        list.setAttribute("data-open-list", "");
        place.before(list);
      }
      stack.push(list);
    }
    list.append(item);
  }
}

const ORDERED = /^\(?(\d+|[a-z]{1,2}|[ivxlcdm]+)[.)]/i;

/** Paragraphs that Word shows as items become items of lists. `bullets` knows each level of each of its lists. */
export function wordLists(root: HTMLElement, bullets: Map<string, boolean>): void {
  let run: Listed[] = [];
  let last: HTMLElement | null = null;
  const close = () => {
    const first = run[0]?.item;
    if (first) {
      const place = root.ownerDocument.createElement("i");
      first.before(place);
      nest(
        run.map((one) => ({ ...one, item: rename(one.item, "li") })),
        place,
      );
      place.remove();
    }
    run = [];
    last = null;
  };
  for (const block of [...root.querySelectorAll<HTMLElement>("p, h1, h2, h3, h4, h5, h6, table, ul, ol, hr")]) {
    const place = /\b(l\d+)\s+level(\d+)/i.exec(styles(block).get("mso-list") ?? "");
    const marker = markerOf(block);
    const heading = /^H\d$/.test(block.tagName);
    if (place && !heading) {
      if (last && last.parentElement !== block.parentElement) close();
      const ordered = !(bullets.get(`${place[1]}:${place[2]}`) ?? !ORDERED.test(marker));
      run.push({ item: block, level: Number(place[2]), ordered, start: Number.parseInt(marker, 10) || 1 });
      last = block;
    } else if (last && /^MsoListParagraph/.test(block.className) && words(block)) {
      goOn(last, block);
    } else if (words(block) || holdsThings(block) || !block.matches("p")) {
      close();
      if (heading && place && marker) block.prepend(`${marker} `);
    }
  }
  close();
  each(root, "[data-open-list]", (list) => list.removeAttribute("data-open-list"));
}

/** A paragraph of its own inside the item before it. */
function goOn(item: HTMLElement, more: HTMLElement): void {
  if (!item.querySelector(":scope > p")) {
    const first = item.ownerDocument.createElement("p");
    first.append(...item.childNodes);
    item.append(first);
  }
  item.append(more);
}

function markerOf(block: HTMLElement): string {
  let marker = "";
  for (const sign of block.querySelectorAll("span")) {
    if (!sign.isConnected && !block.contains(sign)) continue;
    if (!/^ignore$/i.test(styles(sign).get("mso-list") ?? "")) continue;
    marker ||= words(sign);
    sign.remove();
  }
  return marker;
}
