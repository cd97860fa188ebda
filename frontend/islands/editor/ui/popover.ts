// A small form that floats beside what it edits.

import { h } from "./dom";
import { type Anchor, type Floating, openFloating } from "./floating";
import { type Choice, Listbox } from "./listbox";

export interface PopoverOptions {
  label: string;
  returnFocus: () => void;
  onClose?: () => void;
}

export function openPopover(anchor: Anchor | Element, body: HTMLElement, options: PopoverOptions): Floating {
  const box = h("div", { class: "ed-popover", role: "dialog", "aria-label": options.label }, body);
  const floating = openFloating(anchor, box, options);
  const first = box.querySelector<HTMLElement>("[data-first], input, select, button");
  // Wait until it stands in its place: focusing earlier scrolls the page.
  requestAnimationFrame(() => first?.focus({ preventScroll: true }));
  return floating;
}

/** A menu of choices under a button, driven by the keyboard. */
export function openMenu<C extends Choice>(
  anchor: HTMLElement,
  label: string,
  choices: C[],
  options: { choose: (choice: C) => void; returnFocus: () => void; onClose?: () => void },
): Floating {
  const list = new Listbox<C>(null, label, (choice) => {
    floating.close();
    options.choose(choice);
  });
  const box = h("div", { class: "ed-menu" }, list.element);
  list.show(choices, "");
  box.addEventListener("keydown", (event) => {
    if (list.key(event)) event.preventDefault();
  });
  anchor.setAttribute("aria-expanded", "true");
  const floating = openFloating(anchor, box, {
    returnFocus: options.returnFocus,
    onClose: () => {
      anchor.setAttribute("aria-expanded", "false");
      options.onClose?.();
    },
  });
  requestAnimationFrame(() => list.element.focus({ preventScroll: true }));
  return floating;
}
