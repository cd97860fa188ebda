// What may stand in what: ADF has no heading in a list item and no table in a quote. Their words stay, as the
// server's fitter would keep them (cairn/documents/fitting).
import { each, rename, unwrap, words } from "./tree";

const HEADING = "h1, h2, h3, h4, h5, h6";
const NARROW = "li, blockquote, div.panel";

export function fitContent(root: HTMLElement): void {
  each(root, "figure", picture);
  for (const heading of [...root.querySelectorAll(HEADING)]) {
    if (heading.closest("li, blockquote")) strong(heading);
  }
  each(root, "li hr, blockquote hr", (line) => line.remove());
  each(root, "li details, blockquote details, div.panel details", open);
  for (const box of [...root.querySelectorAll("blockquote, div.panel")].reverse()) {
    if (box.parentElement?.closest(NARROW)) unwrap(box);
  }
  each(root, "details", (part) => {
    if (part.parentElement?.closest("details, td, th")) part.classList.add("nested");
  });
  each(root, "table", (table) => {
    if (!table.parentElement?.closest("td, th")) lift(table);
  });
}

function strong(heading: Element): void {
  const inner = heading.ownerDocument.createElement("strong");
  inner.append(...heading.childNodes);
  heading.append(inner);
  rename(heading, "p");
}

function open(details: HTMLElement): void {
  const summary = details.querySelector(":scope > summary");
  if (summary && words(summary)) strong(summary);
  else summary?.remove();
  unwrap(details);
}

/** A picture and its caption are one; a figure of anything else is only a box. */
function picture(figure: HTMLElement): void {
  const caption = figure.querySelector("figcaption");
  const images = figure.querySelectorAll("img");
  const image = images[0];
  if (!image || images.length > 1 || figure.querySelector("table, pre, p, ul")) {
    if (caption) rename(caption, "p");
    return void unwrap(figure);
  }
  figure.replaceChildren(image);
  figure.className = "picture";
  if (caption && words(caption)) figure.append(caption);
}

/** Moves a table out of lists, quotes and panels; they are split around it, and numbering goes on. */
function lift(table: HTMLElement): void {
  let moving: Node[] = [table];
  for (let parent: Element | null = table.parentElement; inNarrow(parent); parent = parent.parentElement) {
    const holder: HTMLElement = parent;
    const following = after(moving.at(-1));
    if (holder.matches("ul, ol") && following.some((node) => node instanceof Element)) {
      moving.push(again(holder, following));
    } else if (following.some((node) => words(node))) {
      if (holder.matches("blockquote, div.panel")) moving.push(again(holder, following));
      else moving = [...moving, ...following];
    }
    holder.after(...moving);
    if (!words(holder)) holder.remove();
  }
}

const inNarrow = (element: Element | null): element is HTMLElement =>
  element !== null && (element.matches("ul, ol") || element.closest(NARROW) !== null);

function after(node: Node | undefined): Node[] {
  const found: Node[] = [];
  for (let next = node?.nextSibling ?? null; next; next = next.nextSibling) found.push(next);
  return found;
}

function again(holder: HTMLElement, content: Node[]): HTMLElement {
  const copy = holder.cloneNode(false) as HTMLElement;
  copy.append(...content);
  if (copy.tagName === "OL") {
    const count = (Number(holder.getAttribute("start") ?? 1) || 1) + holder.querySelectorAll(":scope > li").length;
    copy.setAttribute("start", String(count));
  }
  return copy;
}
