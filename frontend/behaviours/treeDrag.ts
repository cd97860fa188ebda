// A page is dragged in the tree: onto another to lie below it, between two to stand there. What the keyboard does with
// "Move" in the page's menu, with the same request. Where that would show a restricted page to more people the server
// answers with a question, which opens as a dialog.
import { all, on, words } from "../lib/dom";
import htmx from "./htmx";
import { toast } from "./toasts";

type Zone = "before" | "into" | "after";

interface Place {
  /** A page's id, or the key of the space. */
  place: string;
  /** The page that it stands behind, "first" or "last". */
  behind: string;
}

const OPENS_AFTER = 700;
let dragged: HTMLElement | null = null;
/** What brings back the page that is being moved. */
let undo: (() => void) | undefined;
let opening: ReturnType<typeof setTimeout> | undefined;

function itemOf(element: Element): HTMLElement | null {
  return element.closest<HTMLElement>(".tree-item");
}

function zoneOf(row: HTMLElement, y: number): Zone {
  const { top, height } = row.getBoundingClientRect();
  const part = (y - top) / height;
  return part < 0.28 ? "before" : part > 0.72 ? "after" : "into";
}

function clear(): void {
  clearTimeout(opening);
  for (const row of all(".tree-row[data-drop]")) delete row.dataset.drop;
}

/** Where an item stands, or would beside or in another one. */
function placeOf(item: HTMLElement, zone: Zone): Place {
  const id = item.dataset.page ?? "";
  if (zone === "into") return { place: id, behind: "last" };
  const parent = itemOf(item.parentElement as HTMLElement);
  const place = parent?.dataset.page ?? item.closest<HTMLElement>("[data-tree-of]")?.dataset.treeOf ?? "";
  if (zone === "after") return { place, behind: id };
  let before = item.previousElementSibling as HTMLElement | null;
  if (before === dragged) before = before?.previousElementSibling as HTMLElement | null;
  return { place, behind: before?.dataset.page ?? "first" };
}

async function move(page: string, { place, behind }: Place, back: Place | null): Promise<void> {
  undo = back ? () => void move(page, back, null) : undefined;
  const holder = document.getElementById("page-dialog") ?? document.body.appendChild(dialogHolder());
  await htmx.ajax("post", `/pages/${page}/place/`, { target: holder, swap: "innerHTML", values: { place, behind } });
}

function dialogHolder(): HTMLElement {
  const holder = document.createElement("div");
  holder.id = "page-dialog";
  return holder;
}

on("dragstart", "[data-tree] .tree-link", (event, link) => {
  dragged = link.closest("[data-tree-of]") ? itemOf(link) : null;
  if (dragged && event.dataTransfer) event.dataTransfer.effectAllowed = "copyMove";
});

on("dragover", "[data-tree-of] .tree-row", (event, row) => {
  const over = itemOf(row);
  if (!dragged || !over || dragged.contains(over)) return;
  event.preventDefault();
  const zone = zoneOf(row, event.clientY);
  if (row.dataset.drop === zone) return;
  clear();
  row.dataset.drop = zone;
  const toggle = row.querySelector<HTMLElement>('.tree-toggle[aria-expanded="false"]');
  if (zone === "into" && toggle) opening = setTimeout(() => toggle.click(), OPENS_AFTER);
});

on("drop", "[data-tree-of] .tree-row", (event, row) => {
  const over = itemOf(row);
  const page = dragged?.dataset.page;
  if (!dragged || !over || !page || dragged.contains(over)) return;
  event.preventDefault();
  void move(page, placeOf(over, zoneOf(row, event.clientY)), placeOf(dragged, "before"));
});

for (const name of ["dragend", "drop"] as const) {
  document.addEventListener(name, () => {
    clear();
    dragged = null;
  });
}

// What has been moved: the question is answered, and the tree is drawn as it is now.
document.body.addEventListener("cairn:tree", () => {
  document.querySelector<HTMLDialogElement>("#move-dialog")?.close();
  if (undo) toast(words("moved"), { undo });
  undo = undefined;
  for (const tree of all("[data-tree-of]")) {
    const address = tree.getAttribute("hx-get");
    if (address) void htmx.ajax("get", address, { target: tree, swap: "innerHTML" });
  }
});
