// The slim bar above the text (on phones above the keyboard), the bar over a selection, the bar of a table.
import type { Editor } from "@tiptap/core";
import { t } from "../../../lib/words";
import type { Block } from "../behaviours/blocks";
import { h, keyLabel } from "./dom";
import { type IconName, icon } from "./icons";
import { openMenu } from "./popover";

export interface Tool {
  id: string;
  title: string;
  icon: IconName;
  keys?: string;
  /** `button` is what was pressed, for tools that open something beside it. */
  run(editor: Editor, button?: HTMLElement): void;
  active?(editor: Editor): boolean;
  enabled?(editor: Editor): boolean;
}

export interface Bar {
  element: HTMLElement;
  update(): void;
}

/** A toolbar with one tab stop: arrows move inside, as ARIA asks. */
export function buildBar(editor: Editor, label: string, groups: (Tool[] | HTMLElement)[]): Bar {
  const buttons: { tool: Tool; button: HTMLButtonElement }[] = [];
  const element = h("div", { class: "ed-bar", role: "toolbar", "aria-label": label });
  for (const group of groups) {
    if (group instanceof HTMLElement) {
      element.append(group);
      continue;
    }
    const made = group.map((tool) => ({ tool, button: toolButton(editor, tool) }));
    buttons.push(...made);
    element.append(h("div", { class: "ed-bar-group" }, ...made.map(({ button }) => button)));
  }
  rove(element);
  return {
    element,
    update: () => {
      for (const { tool, button } of buttons) {
        if (tool.active) tell(button, "aria-pressed", tool.active(editor));
        if (tool.enabled) tell(button, "aria-disabled", !tool.enabled(editor));
      }
    },
  };
}

function tell(button: HTMLElement, name: string, on: boolean): void {
  if (button.getAttribute(name) !== String(on)) button.setAttribute(name, String(on));
}

function toolButton(editor: Editor, tool: Tool): HTMLButtonElement {
  const keys = tool.keys ? ` (${keyLabel(tool.keys)})` : "";
  const button = h(
    "button",
    { type: "button", class: "ed-tool", "aria-label": tool.title, title: `${tool.title}${keys}`, "data-tool": tool.id },
    icon(tool.icon),
  );
  // The text keeps its selection: the button never takes the focus from a pointer.
  button.addEventListener("mousedown", (event) => event.preventDefault());
  button.addEventListener("click", () => {
    if (button.getAttribute("aria-disabled") !== "true") tool.run(editor, button);
  });
  return button;
}

/** One tab stop for all buttons inside; arrows, Home and End move between them. */
export function rove(element: HTMLElement): void {
  const stops = () => [...element.querySelectorAll<HTMLElement>("button:not([hidden])")];
  const only = (target: HTMLElement | undefined) => {
    for (const stop of element.querySelectorAll("button")) stop.tabIndex = stop === target ? 0 : -1;
  };
  only(stops()[0]);
  element.addEventListener("focusin", (event) => only(event.target as HTMLElement));
  element.addEventListener("keydown", (event) => {
    const all = stops();
    const at = all.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    all[(to + all.length) % all.length]?.focus();
  });
}

/** "Plain text ▾": shows what the block at the caret is, turns it into another. */
export function turnInto(editor: Editor, blocks: Block[]): Bar {
  const choices = blocks.filter((block) => block.turn);
  const name = h("span", {});
  const element = h(
    "button",
    { type: "button", class: "ed-tool ed-turn", "aria-haspopup": "listbox", "aria-expanded": "false" },
    name,
    icon("chevronDown"),
  );
  element.addEventListener("mousedown", (event) => event.preventDefault());
  const current = () => [...choices].reverse().find((block) => block.active?.(editor));
  element.addEventListener("click", () => {
    const chosen = current()?.id;
    const shown = choices.map(({ group: _group, ...block }) => ({ ...block, selected: block.id === chosen }));
    openMenu(element, t("Turn into"), shown, {
      choose: (block) => block.run(editor),
      returnFocus: () => editor.view.focus(),
    });
  });
  return {
    element,
    update: () => {
      const words = current()?.title ?? t("Text");
      if (name.textContent === words) return;
      name.textContent = words;
      element.setAttribute("aria-label", `${t("Turn into")}: ${words}`);
    },
  };
}
