// The quiet frame around an extension: its name, its settings, what it shows.
import type { NodeViewRendererProps } from "@tiptap/core";
import { t } from "../../../lib/words";
import { h } from "../ui/dom";
import type { Floating } from "../ui/floating";
import { type IconName, icon } from "../ui/icons";
import { openPopover } from "../ui/popover";
import { leave } from "./nodes";

export interface Head {
  label: string;
  icon: IconName;
  /** Opens the settings beside the button. */
  open?: (anchor: HTMLElement) => void;
  more?: HTMLElement[];
}

export function headOf(props: NodeViewRendererProps, head: Head): HTMLElement {
  const { open } = head;
  const press = () => props.editor.isEditable && open?.(button);
  const button = h(
    "button",
    {
      type: "button",
      class: "own-settings",
      "aria-haspopup": "dialog",
      "aria-label": `${t("Settings")}: ${head.label}`,
    },
    icon("settings"),
  );
  button.addEventListener("click", press);
  return h(
    "div",
    { class: "own-head", contenteditable: "false" },
    icon(head.icon),
    h("span", { class: "own-name" }, head.label),
    ...(head.more ?? []),
    open ? button : null,
  );
}

/** A form beside what it changes. Each field saves by itself; Enter and "Done" close. */
export function openForm(
  props: NodeViewRendererProps,
  anchor: HTMLElement,
  label: string,
  fields: HTMLElement[],
  onClose?: () => void,
): Floating {
  const done = h("button", { type: "submit", class: "ed-button primary" }, t("Done"));
  const form = h(
    "form",
    {
      class: "ed-form",
      onsubmit: (event) => {
        event.preventDefault();
        popover.close();
        leave(props);
      },
    },
    ...fields,
    h("div", { class: "ed-actions" }, done),
  );
  const popover = openPopover(anchor, form, {
    label,
    returnFocus: () => leave(props),
    ...(onClose ? { onClose } : {}),
  });
  return popover;
}

export function selectField(
  label: string,
  value: string,
  options: [value: string, words: string][],
  save: (value: string) => void,
): HTMLElement {
  const select = h("select", { class: "own-select" });
  for (const [each, words] of options) select.append(h("option", { value: each, selected: each === value }, words));
  select.addEventListener("change", () => save(select.value));
  return h("label", {}, label, select);
}

export function textField(
  label: string,
  value: string,
  save: (value: string) => void,
  more: { placeholder?: string; hint?: string; first?: boolean } = {},
): HTMLElement {
  const input = h("input", {
    type: "text",
    value,
    placeholder: more.placeholder,
    maxlength: 200,
    "data-first": more.first ?? false,
  });
  input.addEventListener("input", () => save(input.value));
  const hint = more.hint ? h("span", { class: "own-hint" }, more.hint) : null;
  return h("label", {}, label, input, hint);
}

/** "a, b" ↔ ["a", "b"] */
export function listField(
  label: string,
  value: string[],
  save: (value: string[]) => void,
  more: { placeholder?: string; hint?: string } = {},
): HTMLElement {
  const parts = (text: string) =>
    text
      .split(",")
      .map((part) => part.trim())
      .filter(Boolean);
  return textField(label, value.join(", "), (text) => save(parts(text)), more);
}

/** Boxes to tick, several of them. `options` may come later: what is chosen is shown from the start. */
export function checksField(
  label: string,
  chosen: string[],
  options: [value: string, words: string][],
  save: (values: string[]) => void,
): HTMLFieldSetElement {
  const field = h("fieldset", { class: "own-checks" }, h("legend", {}, label));
  const boxes: HTMLInputElement[] = [];
  for (const [value, words] of options) {
    const box = h("input", { type: "checkbox", value, checked: chosen.includes(value) });
    box.addEventListener("change", () => save(boxes.filter((each) => each.checked).map((each) => each.value)));
    boxes.push(box);
    field.append(h("label", {}, box, words));
  }
  return field;
}
