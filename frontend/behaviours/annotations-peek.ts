// Narrow screens, in the editor: a tap into a commented passage puts the caret there, as any tap does. That there is a
// comment is said by a small button below the passage, which leads to it; whoever types on is not hindered.

import { on } from "../lib/dom";
import { passageOf } from "./annotations-marks";

let button: HTMLButtonElement | null = null;

/** Offers the thread; `open` is what a press does. */
export function peek(thread: HTMLElement, open: () => void): void {
  hide();
  const line = passageOf(thread)?.getBoundingClientRect();
  const who = thread.querySelector(".person-name, .comment-author")?.textContent?.trim() ?? "";
  const said = thread.querySelector(".comment-body")?.textContent?.trim() ?? "";
  if (!line) return;
  button = document.createElement("button");
  button.type = "button";
  button.className = "comment-peek";
  button.setAttribute("aria-label", thread.getAttribute("aria-label") ?? "");
  const name = document.createElement("b");
  name.textContent = who;
  button.append(name, " ", said);
  button.addEventListener("pointerdown", (event) => event.preventDefault()); // the caret stays
  button.addEventListener("click", () => {
    hide();
    open();
  });
  document.body.append(button);
  const left = Math.min(Math.max(line.left, 8), innerWidth - button.offsetWidth - 8);
  button.style.left = `${Math.max(left, 8)}px`;
  button.style.top = `${line.bottom + 6}px`;
}

export function hide(): void {
  button?.remove();
  button = null;
}

on("input", "cairn-editor", hide);
document.addEventListener("pointerdown", (event) => {
  if (button && !button.contains(event.target as Node)) hide();
});
window.addEventListener("scroll", hide, { passive: true, capture: true });
