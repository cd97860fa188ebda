// Native dialogs: data-dialog-open="id" opens, data-dialog-close closes, so does a click beside it. The browser gives
// Esc, the focus trap and the focus back.
import { all, on } from "../lib/dom";

export function openDialog(id: string): void {
  const dialog = document.getElementById(id);
  if (!(dialog instanceof HTMLDialogElement) || dialog.open) return;
  for (const open of all("[popover]:popover-open:not(#toasts)")) open.hidePopover();
  dialog.toggleAttribute("data-opening", true);
  dialog.showModal();
  const first = dialog.querySelector<HTMLElement>("[autofocus], input:not([type=hidden]), textarea");
  first?.focus();
  dialog.removeAttribute("data-opening");
  if (first instanceof HTMLInputElement && "select" in first.dataset) first.select(); // proposed: typing replaces it
}

on("click", "[data-dialog-open]", (event, target) => {
  event.preventDefault();
  openDialog(target.dataset.dialogOpen ?? "");
});

on("click", "[data-dialog-close]", (event, target) => {
  event.preventDefault();
  target.closest("dialog")?.close();
});

let pressedOutside: Element | null = null;
document.addEventListener("pointerdown", (event) => {
  // Remembered at the press: letting go outside after selecting text inside must not close.
  pressedOutside = event.target instanceof HTMLDialogElement ? event.target : null;
});
document.addEventListener("click", (event) => {
  const dialog = event.target;
  if (!(dialog instanceof HTMLDialogElement) || dialog !== pressedOutside) return;
  const box = dialog.getBoundingClientRect();
  const inside =
    event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
  if (!inside && !dialog.querySelector("[data-dirty]")) dialog.close();
});

// A dialog that arrives by htmx with data-dialog-auto opens itself, and leaves when it is closed.
document.addEventListener("htmx:afterSettle", () => {
  for (const dialog of all<HTMLDialogElement>("dialog[data-dialog-auto]:not([open])")) {
    dialog.addEventListener("close", () => dialog.remove(), { once: true });
    openDialog(dialog.id);
  }
});

// The answer to a form in a dialog may ask for it to be closed: HX-Trigger: cairn:close-dialog
document.addEventListener("cairn:close-dialog", () => {
  for (const dialog of all<HTMLDialogElement>("dialog[open]").slice(-1)) dialog.close();
});
