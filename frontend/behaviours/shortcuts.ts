// Single letters that do what a click does. data-key="e" on a link or a button makes it answer to that letter;
// data-list on a list makes j and k walk its data-item rows; data-item-key is a letter for the row that is marked, or
// for the only one there is.
import { all, isTyping, on } from "../lib/dom";
import { openDialog } from "./dialogs";

const PLACES: Record<string, string> = { h: "/", i: "/inbox/", d: "/decisions/" };
const PATIENCE = 1200;
let gAt = 0;

/** Where "g" and then this letter lead; null where they lead nowhere or came too late. */
export function placeFor(letter: string, now: number, pressedG: number): string | null {
  return now - pressedG < PATIENCE ? (PLACES[letter] ?? null) : null;
}

function press(letter: string): boolean {
  const isSeen = (element: HTMLElement) => element.offsetParent !== null;
  const ofRows = all(`[data-item-key="${CSS.escape(letter)}"]`).filter(isSeen);
  const marked = ofRows.find((element) => element.closest(".is-selected")) ?? (ofRows.length === 1 ? ofRows[0] : null);
  const target = marked ?? all(`[data-key="${CSS.escape(letter)}"]`).find(isSeen);
  if (!target) return false;
  if (target.matches("input, textarea")) target.focus();
  else target.click();
  return true;
}

/** Moves the mark along the first list of the page. */
export function walk(step: number): boolean {
  const items = all("[data-list] [data-item]").filter((item) => item.offsetParent !== null);
  if (!items.length) return false;
  const at = items.findIndex((item) => item.classList.contains("is-selected"));
  const next = items[Math.max(0, Math.min(items.length - 1, at + step))];
  for (const item of items) item.classList.toggle("is-selected", item === next);
  next?.scrollIntoView({ block: "nearest" });
  const inside =
    next?.querySelector<HTMLElement>("[data-opens]") ?? next?.querySelector<HTMLElement>("a[href], button");
  const target = next?.matches("[tabindex]") ? next : inside;
  target?.focus({ preventScroll: true });
  return true;
}

/** The editor, where there is one, answers with its own sheet. */
function openShortcuts(): void {
  if (document.dispatchEvent(new CustomEvent("cairn:shortcuts", { cancelable: true }))) openDialog("shortcuts");
}

function act(key: string): boolean {
  const place = placeFor(key, Date.now(), gAt);
  gAt = key === "g" ? Date.now() : 0;
  if (place) {
    location.assign(place);
    return true;
  }
  if (key === "?") openShortcuts();
  else if (key === "j") return walk(1);
  else if (key === "k") return walk(-1);
  else return press(key);
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  if (document.querySelector("dialog[open]") || document.querySelector(".menu:popover-open")) return;
  if (act(event.key)) event.preventDefault();
});

on("click", "[data-back]", (event) => {
  event.preventDefault();
  if (history.length > 1) history.back();
  else location.assign("/");
});
