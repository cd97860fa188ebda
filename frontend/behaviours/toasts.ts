// A short word at the bottom of the screen. With `undo` it offers to take back what was just done.
import { all, on, words } from "../lib/dom";

interface Options {
  problem?: boolean;
  undo?: () => void;
}

const CALM = 6000;
const WITH_CHOICE = 10_000;
const ICONS = {
  done: '<circle cx="12" cy="12" r="10"/><path d="m9 12 2 2 4-4"/>',
  problem: '<circle cx="12" cy="12" r="10"/><path d="M12 8v4M12 16h.01"/>',
};

/** Says something for a while. Problems stay longer and are read out at once. */
export function toast(text: string, { problem = false, undo }: Options = {}): void {
  const holder = document.getElementById("toasts");
  if (!holder || all(".toast-text", holder).some((shown) => shown.textContent === text)) return;
  const element = document.createElement("div");
  element.className = problem ? "toast toast-problem" : "toast";
  element.dataset.toast = "";
  if (problem) element.setAttribute("role", "alert");
  element.innerHTML =
    `<svg class="icon" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round"` +
    ` aria-hidden="true">${problem ? ICONS.problem : ICONS.done}</svg><span class="toast-text"></span>`;
  const line = element.querySelector(".toast-text");
  if (line) line.textContent = text;
  if (undo) element.append(button("toast-action", words("undo"), undo));
  const close = button("toast-close", "×");
  close.setAttribute("aria-label", words("close"));
  element.append(close);
  holder.append(element);
}

function button(className: string, label: string, act?: () => void): HTMLButtonElement {
  const element = document.createElement("button");
  element.type = "button";
  element.className = className;
  element.textContent = label;
  element.addEventListener("click", (event) => {
    act?.();
    event.currentTarget instanceof HTMLElement && event.currentTarget.closest(".toast")?.remove();
  });
  return element;
}

/** Gives every toast its time; it waits while somebody points at it or has it in focus. */
function give(element: HTMLElement): void {
  const time = element.matches(":has(.toast-action), .toast-problem") ? WITH_CHOICE : CALM;
  const leave = () => {
    if (element.matches(":hover, :focus-within")) window.setTimeout(leave, 2000);
    else element.remove();
  };
  window.setTimeout(leave, time);
}

function watch(holder: HTMLElement): void {
  const show = () => {
    // Shown anew each time, so that it stands above a dialog that opened since.
    if (holder.matches(":popover-open")) holder.hidePopover?.();
    if (holder.childElementCount) holder.showPopover?.();
  };
  for (const element of all("[data-toast]", holder)) give(element);
  new MutationObserver((changes) => {
    for (const node of changes.flatMap((change) => [...change.addedNodes])) {
      if (node instanceof HTMLElement) give(node);
    }
    if (changes.some((change) => change.addedNodes.length)) show();
  }).observe(holder, { childList: true });
  show();
}

on("click", "[data-toast-close], .toast-action", (_event, target) => target.closest(".toast")?.remove());

const holder = document.getElementById("toasts");
if (holder) watch(holder);

// An answer may carry a word of its own: HX-Trigger: {"cairn:toast": {"text": "Watching this page"}}
document.addEventListener("cairn:toast", (event) => {
  const { text, problem } = (event as CustomEvent<{ text: string; problem?: boolean }>).detail;
  toast(text, { problem: Boolean(problem) });
});
