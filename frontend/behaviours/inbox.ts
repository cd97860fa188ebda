// The inbox's own keys (e done, s snooze, u read or unread, z undo), the count in the frame, the title and the icon of
// every open tab, and "Undo" after something has left the list.
import htmx from "htmx.org";
import { all, on, words } from "../lib/dom";
import { badge, titled } from "../lib/unread";
import { toast } from "./toasts";

interface Moved {
  text: string;
  items: number[];
}

let moved: number[] = [];
let selected = -1;

function list(): HTMLElement | null {
  return document.querySelector<HTMLElement>("[data-inbox]");
}

/** The row that the keys act on: the one that is marked, or has the focus. */
function current(): HTMLElement | null {
  return document.querySelector<HTMLElement>("[data-notification]:is(.is-selected, :focus-within)");
}

function undo(): void {
  const address = list()?.dataset.inbox;
  if (!address || moved.length === 0) return;
  void htmx.ajax("post", address, { values: { items: moved.join(",") }, swap: "none" });
  moved = [];
  for (const said of all("#toasts .toast:has(.toast-action)")) said.remove();
}

document.addEventListener("keydown", (event) => {
  if (!list() || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target instanceof HTMLElement && event.target.matches("input, textarea, select")) return;
  if (document.querySelector("dialog[open], .menu:popover-open")) return;
  if (event.key === "z" && moved.length > 0) undo();
  else if (!"esu".includes(event.key)) return;
  else current()?.querySelector<HTMLElement>(`[data-inbox-act="${event.key}"]`)?.click();
  event.preventDefault();
});

on("click", "[data-inbox-act=s]", (_event, button) => {
  const field = document.querySelector<HTMLInputElement>("[data-snooze-items]");
  if (field) field.value = button.closest<HTMLElement>("[data-notification]")?.dataset.notification ?? "";
});

document.addEventListener("submit", (event) => {
  if (event.target instanceof HTMLElement) event.target.closest<HTMLElement>(".snooze-menu")?.hidePopover();
});

document.addEventListener("cairn:moved", (event) => {
  const { text, items } = (event as CustomEvent<Moved>).detail;
  moved = items;
  // The same word twice is not said twice: what is said now takes the place of what was, with its own time.
  for (const said of all("#toasts .toast:has(.toast-action)")) said.remove();
  toast(text, items.length > 0 ? { undo } : {});
});

// A list that fetches itself again keeps the mark where it was: on the same row, or on the one that took its place.
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.target !== list()) return;
  const row = current();
  selected = row ? all("[data-notification]").indexOf(row) : -1;
});

// Once settled: until then htmx gives a row with a known id the class of the answer.
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.target !== list() || selected < 0) return;
  const rows = all("[data-notification]");
  const row = rows[Math.min(selected, rows.length - 1)];
  row?.classList.add("is-selected");
  row?.querySelector<HTMLElement>("[data-item-link]")?.focus({ preventScroll: true });
});

function show(unread: number): void {
  const count = document.getElementById("unread-count");
  if (count) {
    count.className = unread ? "count" : "";
    count.innerHTML = unread ? '<span aria-hidden="true"></span><span class="visually-hidden"></span>' : "";
    const [seen, heard] = count.children;
    if (seen) seen.textContent = unread > 99 ? "99+" : String(unread);
    if (heard) heard.textContent = words("unread").replace("0", String(unread));
  }
  for (const one of all("[data-unread]")) {
    one.textContent = unread > 99 ? "99+" : String(unread);
    one.hidden = unread === 0;
  }
  document.title = titled(document.title, unread);
  badge(unread);
}

document.body?.addEventListener("cairn:inbox", (event) => {
  const { unread } = (event as CustomEvent<{ unread?: number }>).detail;
  if (unread !== undefined) show(unread);
});

/** A title that has just come does not say how many are unread. */
function entitle(): void {
  const unread = Number.parseInt(document.querySelector("#unread-count [aria-hidden]")?.textContent ?? "", 10);
  if (!unread) return;
  document.title = titled(document.title, unread);
  badge(unread);
}
document.addEventListener("htmx:load", entitle);
entitle();
