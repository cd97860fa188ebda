// Groups of tools in a popover under a button; on a phone a sheet at the bottom. A pointer leaves the focus in the
// text, so that the on-screen keyboard stays; the keyboard goes in, and back to the text with the choice.
import type { Editor } from "@tiptap/core";
import { h } from "./dom";
import { type Floating, openFloating } from "./floating";
import { buildBar, type Tool } from "./toolbar";

export interface ToolGroup {
  label: string;
  tools: Tool[];
}

/** Whether the press that is being handled came from the keyboard. */
export const byKeyboard = () => window.event instanceof MouseEvent && window.event.detail === 0;

export function openBox(
  editor: Editor,
  button: HTMLElement,
  label: string,
  content: HTMLElement[],
  onClose?: () => void,
): Floating {
  const box = h("div", { class: "ed-popover ed-box", role: "dialog", "aria-label": label }, ...content);
  const go = byKeyboard();
  button.setAttribute("aria-expanded", "true");
  const floating = openFloating(button, box, {
    returnFocus: () => (go ? button.focus() : editor.view.focus()),
    onClose: () => {
      button.setAttribute("aria-expanded", "false");
      onClose?.();
    },
  });
  if (go) requestAnimationFrame(() => box.querySelector<HTMLElement>("button")?.focus({ preventScroll: true }));
  return floating;
}

export function openTools(editor: Editor, button: HTMLElement, label: string, groups: ToolGroup[]): void {
  const bars = groups
    .filter(({ tools }) => tools.length)
    .map((group) => ({ ...group, bar: buildBar(editor, group.label, [group.tools]) }));
  const update = () => {
    for (const { bar } of bars) bar.update();
  };
  const content = bars.map(({ label: name, bar }) =>
    h("section", {}, h("h3", { class: "ed-group", "aria-hidden": "true" }, name), bar.element),
  );
  update();
  editor.on("transaction", update);
  openBox(editor, button, label, content, () => editor.off("transaction", update));
}
