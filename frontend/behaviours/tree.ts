// The tree of pages: a click on the arrow opens a branch (htmx brings what is missing), and the arrow keys walk it.
import { all, on } from "../lib/dom";

const OPEN = "cairn.tree.open";

function remembered(): Set<string> {
  return new Set((sessionStorage.getItem(OPEN) ?? "").split(",").filter(Boolean));
}

function setOpen(toggle: HTMLElement, open: boolean): void {
  toggle.setAttribute("aria-expanded", String(open));
  if (open) toggle.dispatchEvent(new CustomEvent("tree:open", { bubbles: false }));
  const page = toggle.closest<HTMLElement>(".tree-item")?.dataset.page;
  if (!page) return;
  const pages = remembered();
  if (open) pages.add(page);
  else pages.delete(page);
  sessionStorage.setItem(OPEN, [...pages].slice(-200).join(","));
}

function toggleOf(link: HTMLElement): HTMLElement | null {
  return link.closest(".tree-row")?.querySelector<HTMLElement>(".tree-toggle") ?? null;
}

function visibleLinks(tree: HTMLElement): HTMLElement[] {
  return all(".tree-link", tree).filter((link) => link.offsetParent !== null);
}

function parentLink(link: HTMLElement): HTMLElement | null {
  const parent = link.closest(".tree-item")?.parentElement?.closest(".tree-item");
  return parent?.querySelector<HTMLElement>(":scope > .tree-row > .tree-link") ?? null;
}

on("click", ".tree-toggle", (_event, toggle) => {
  setOpen(toggle, toggle.getAttribute("aria-expanded") !== "true");
});

/** Right opens, left closes; on a closed branch or a leaf, left goes to the parent. True when it did something. */
function fold(key: string, link: HTMLElement): boolean {
  const toggle = toggleOf(link);
  const isOpen = toggle?.getAttribute("aria-expanded") === "true";
  if (key === "ArrowRight" && toggle && !isOpen) setOpen(toggle, true);
  else if (key === "ArrowLeft" && toggle && isOpen) setOpen(toggle, false);
  else if (key === "ArrowLeft") parentLink(link)?.focus();
  else return false;
  return true;
}

on("keydown", "[data-tree] .tree-link", (event, link) => {
  const tree = link.closest<HTMLElement>("[data-tree]");
  if (!tree || event.altKey || event.ctrlKey || event.metaKey) return;
  if (fold(event.key, link)) {
    event.preventDefault();
    return;
  }
  const links = visibleLinks(tree);
  const index = links.indexOf(link);
  const targets: Record<string, HTMLElement | undefined> = {
    ArrowDown: links[index + 1],
    ArrowRight: links[index + 1],
    ArrowUp: links[index - 1],
    Home: links[0],
    End: links.at(-1),
  };
  if (!(event.key in targets)) return;
  event.preventDefault();
  targets[event.key]?.focus();
});

/** Branches that were open before stay open. */
function restore(root: ParentNode): void {
  const pages = remembered();
  for (const item of all(".tree-item[data-page]", root)) {
    const toggle = item.querySelector<HTMLElement>(':scope > .tree-row > .tree-toggle[aria-expanded="false"]');
    if (toggle && pages.has(item.dataset.page ?? "")) setOpen(toggle, true);
  }
}

document.addEventListener("htmx:load", (event) => {
  if (event.target instanceof Element) restore(event.target.closest(".tree-item") ?? event.target);
});

// Where one writes, the tree comes after the text (`cairn:settled`); but it comes, whatever has become of the editor.
const PATIENCE = 3000;
window.setTimeout(() => document.body.dispatchEvent(new Event("cairn:settled")), PATIENCE);
