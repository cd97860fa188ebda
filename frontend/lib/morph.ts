// Brings a part of the page in line with how the server draws it now, changing only what differs: what somebody types in,
// has in focus or has scrolled stays. Elements are told apart by data-key or id. data-keep and data-editing are left alone and never taken away; data-still is left as the browser has it
// and goes with what it stands in.

const KEPT = "[data-keep], [data-editing]";

function keyOf(node: Node): string {
  return node instanceof Element ? (node.getAttribute("data-key") ?? node.id) : "";
}

function isAlike(here: Node, there: Node): boolean {
  return here.nodeName === there.nodeName && keyOf(here) === keyOf(there);
}

/** `here` becomes like `there`, which is used up. */
export function morph(here: Element, there: Element): void {
  if (here.matches(`${KEPT}, [data-still]`)) return;
  attributes(here, there);
  if (here instanceof HTMLInputElement && here.type === "checkbox") here.checked = there.hasAttribute("checked");
  if (here instanceof HTMLTemplateElement && there instanceof HTMLTemplateElement) {
    here.innerHTML = there.innerHTML;
    return;
  }
  children(here, there);
}

/** Those that a browser or a behaviour sets, which the server does not know of. */
const OURS = new Set(["aria-expanded", "open", "data-was-open", "data-scrolled"]);

function attributes(here: Element, there: Element): void {
  for (const { name } of [...here.attributes]) {
    if (!there.hasAttribute(name) && !OURS.has(name)) here.removeAttribute(name);
  }
  for (const { name, value } of there.attributes) {
    if (here.getAttribute(name) !== value && !OURS.has(name)) here.setAttribute(name, value);
  }
}

function children(here: Element, there: Element): void {
  const old = new Map<string, Element>();
  for (const child of here.children) if (keyOf(child)) old.set(keyOf(child), child);
  const wanted = new Set([...there.children].map(keyOf));
  let next: ChildNode | null = here.firstChild;
  for (const fresh of [...there.childNodes]) {
    // What is gone is not stood upon, unless somebody is typing in it.
    while (next instanceof Element && keyOf(next) && !wanted.has(keyOf(next)) && !isBusy(next)) {
      const gone: ChildNode = next;
      next = next.nextSibling;
      gone.remove();
    }
    const key = keyOf(fresh);
    const match: ChildNode | null = key ? (old.get(key) ?? null) : next;
    if (!match || !isAlike(match, fresh)) {
      here.insertBefore(fresh, next);
      continue;
    }
    if (match === next) next = match.nextSibling;
    else move(here, match, next);
    if (match instanceof Element && fresh instanceof Element) morph(match, fresh);
    else if (match.nodeValue !== fresh.nodeValue) match.nodeValue = fresh.nodeValue;
  }
  while (next) {
    const gone: ChildNode = next;
    next = next.nextSibling;
    if (!(gone instanceof Element && isBusy(gone))) gone.remove();
  }
}

function isBusy(element: Element): boolean {
  return element.matches(KEPT) || element.querySelector(KEPT) !== null;
}

/** Where the browser can, without what is typed or focused in it being lost on the way. */
function move(parent: Element, child: ChildNode, before: ChildNode | null): void {
  const moving = parent as Element & { moveBefore?: (child: Node, before: Node | null) => void };
  if (moving.moveBefore && child.isConnected) moving.moveBefore(child, before);
  else parent.insertBefore(child, before);
}
