// Small moves on a tree of pasted HTML. Style attributes stand as data-style: see recognise.ts.

export function each(root: ParentNode, selector: string, change: (element: HTMLElement) => void): void {
  for (const element of root.querySelectorAll<HTMLElement>(selector)) change(element);
}

export function remove(root: ParentNode, selector: string): number {
  const found = [...root.querySelectorAll(selector)];
  for (const element of found) element.remove();
  return found.length;
}

export function unwrap(element: Element): void {
  element.replaceWith(...element.childNodes);
}

export function rename(element: Element, tag: string, attrs: Record<string, string> = {}): HTMLElement {
  const next = element.ownerDocument.createElement(tag);
  for (const [name, value] of Object.entries(attrs)) next.setAttribute(name, value);
  next.append(...element.childNodes);
  element.replaceWith(next);
  return next;
}

/** Puts an element of this tag between `parent` and all that it holds. */
export function wrapInside(parent: Element, tag: string, attrs: Record<string, string> = {}): HTMLElement {
  const inner = parent.ownerDocument.createElement(tag);
  for (const [name, value] of Object.entries(attrs)) inner.setAttribute(name, value);
  inner.append(...parent.childNodes);
  parent.append(inner);
  return inner;
}

/** The declarations of what was a style attribute; the last of a name counts. */
export function styles(element: Element): Map<string, string> {
  const found = new Map<string, string>();
  for (const declaration of (element.getAttribute("data-style") ?? "").split(";")) {
    const colon = declaration.indexOf(":");
    if (colon < 1) continue;
    const name = declaration.slice(0, colon).trim().toLowerCase();
    found.set(
      name,
      declaration
        .slice(colon + 1)
        .replace(/!important/i, "")
        .trim(),
    );
  }
  return found;
}

export const words = (node: Node): string => (node.textContent ?? "").replace(/[\s\u00a0]+/g, " ").trim();

export const BLOCK =
  "p, div, h1, h2, h3, h4, h5, h6, ul, ol, dl, pre, table, blockquote, hr, details, section, article, figure, aside";

export const isBlock = (node: Node | null): node is Element => node instanceof Element && node.matches(BLOCK);

/** Something besides words: a picture, a line, a box. */
export const holdsThings = (element: Element): boolean =>
  element.querySelector("img, hr, table, input, video, iframe, .lozenge, .emoji, .mention") !== null;
