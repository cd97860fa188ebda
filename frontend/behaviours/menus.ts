// Menus and popovers: a button with data-menu="id" (or data-popover="id") opens the native popover of that id beside it.
import { all, on } from "../lib/dom";
import { placeNear } from "../lib/dom-place";

function show(button: HTMLElement, floating: HTMLElement): void {
  floating.showPopover();
  placeNear(button, floating);
  button.setAttribute("aria-expanded", "true");
}

// The browser closes a popover in many ways; its button has to know. (The event does not bubble: capture.)
document.addEventListener(
  "toggle",
  (event) => {
    const { target, newState } = event as ToggleEvent;
    if (newState !== "closed" || !(target instanceof HTMLElement) || !target.id) return;
    const id = CSS.escape(target.id);
    for (const button of all(`[data-menu="${id}"], [data-popover="${id}"]`))
      button.setAttribute("aria-expanded", "false");
  },
  true,
);

// Without this, the press would close the popover and the click open it again.
on("pointerdown", "[data-menu], [data-popover]", (_event, button) => {
  const floating = document.getElementById(button.dataset.menu ?? button.dataset.popover ?? "");
  button.toggleAttribute("data-was-open", Boolean(floating?.matches(":popover-open")));
});

on("click", "[data-menu], [data-popover]", (event, button) => {
  event.preventDefault();
  const floating = document.getElementById(button.dataset.menu ?? button.dataset.popover ?? "");
  if (!floating) return;
  const wasOpen = button.hasAttribute("data-was-open") && event.detail > 0;
  button.removeAttribute("data-was-open");
  if (wasOpen || floating.matches(":popover-open")) {
    floating.hidePopover();
    return;
  }
  show(button, floating);
  // Opened from the keyboard: the hands go on there.
  if (event.detail === 0) items(floating)[0]?.focus();
});

function items(menu: HTMLElement): HTMLElement[] {
  return all('[role^="menuitem"], a[href], button, input:not([type=hidden])', menu).filter((item) => item.offsetParent);
}

/** The index that a key moves to among `count` items; null for a key that does not move. */
export function move(key: string, index: number, count: number): number | null {
  if (!count) return null;
  if (key === "ArrowDown") return (index + 1) % count;
  if (key === "ArrowUp") return (index - 1 + count) % count;
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  return null;
}

on("keydown", ".menu", (event, menu) => {
  const list = items(menu);
  const index = list.indexOf(document.activeElement as HTMLElement);
  const next = move(event.key, index < 0 && event.key === "ArrowUp" ? 0 : index, list.length);
  if (next !== null) {
    event.preventDefault();
    list[next]?.focus();
  } else if (event.key.length === 1 && /\S/.test(event.key) && !event.ctrlKey && !event.metaKey) {
    const letter = event.key.toLowerCase();
    list.find((item) => item.textContent?.trim().toLowerCase().startsWith(letter))?.focus();
  }
});

on("keydown", "[data-menu]", (event, button) => {
  if (event.key !== "ArrowDown") return;
  event.preventDefault();
  const menu = document.getElementById(button.dataset.menu ?? "");
  if (!menu) return;
  if (!menu.matches(":popover-open")) show(button, menu);
  items(menu)[0]?.focus();
});

// Choosing closes; a link or a form takes over from there.
on("click", ".menu .menu-item", (_event, item) => {
  if (!item.hasAttribute("data-keep-open")) item.closest<HTMLElement>("[popover]")?.hidePopover();
});

window.addEventListener("resize", () => {
  for (const open of all(".menu:popover-open, .popover:popover-open")) open.hidePopover();
});
