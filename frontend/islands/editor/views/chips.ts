// Status: a chip in the text, and what chips have in common (see date.ts).
import type { NodeViewRenderer, NodeViewRendererProps } from "@tiptap/core";
import { fill, t } from "../../../lib/words";
import { h } from "../ui/dom";
import type { Floating } from "../ui/floating";
import { openPopover } from "../ui/popover";
import { focusText, leaf, setAttrs } from "./view";

const COLORS = ["neutral", "blue", "green", "yellow", "red", "purple"] as const;

function finish(event: Event, popover: Floating, props: NodeViewRendererProps): void {
  event.preventDefault();
  popover.close();
  props.editor.view.focus();
}

export const statusView: NodeViewRenderer = (props) => {
  const label = h("span", {});
  const dom = chip("lozenge", label, props, () => openStatus(props, dom));
  return leaf(
    props.node,
    dom,
    (next) => {
      label.textContent = String(next.attrs.text || t("Status"));
      dom.className = `lozenge lozenge-${String(next.attrs.color)}`;
      dom.setAttribute("aria-label", fill(t("Status: {text}"), { text: label.textContent }));
    },
    false,
  );
};

function openStatus(props: NodeViewRendererProps, dom: HTMLElement): void {
  const pos = props.getPos();
  const node = pos === undefined ? null : props.editor.state.doc.nodeAt(pos);
  const input = h("input", { type: "text", value: String(node?.attrs.text ?? ""), maxlength: 40, "data-first": true });
  input.addEventListener("focus", () => input.select());
  // A status has words, whatever is being typed.
  input.addEventListener("input", () => setAttrs(props, { text: input.value.trim() || t("Status") }));
  const done = (event: Event) => finish(event, popover, props);
  // A form without a button is not sent from a radio button.
  const enter = (event: Event) => (event as KeyboardEvent).key === "Enter" && done(event);
  const colors = COLORS.map((color) =>
    h(
      "label",
      { class: "ed-swatch", "data-color": color, title: colorName(color) },
      h("input", {
        type: "radio",
        name: "color",
        value: color,
        checked: node?.attrs.color === color,
        onchange: () => setAttrs(props, { color }),
      }),
      h("span", {}, colorName(color)),
    ),
  );
  const body = h(
    "form",
    { class: "ed-form", onsubmit: done, onkeydown: enter },
    h("label", {}, t("Status"), input),
    h("fieldset", { class: "ed-swatches" }, h("legend", {}, t("Colour")), ...colors),
  );
  const popover = openPopover(dom, body, { label: t("Status"), returnFocus: focusText(props.editor) });
}

function colorName(color: (typeof COLORS)[number]): string {
  const names = {
    neutral: t("Grey"),
    blue: t("Blue"),
    green: t("Green"),
    yellow: t("Yellow"),
    red: t("Red"),
    purple: t("Purple"),
  };
  return names[color];
}

/** A chip that opens a form: by a press, and at once when it was just put in. */
export function chip(name: string, label: HTMLElement, props: NodeViewRendererProps, open: () => void): HTMLElement {
  const press = (event: Event) => {
    if (!props.editor.isEditable) return;
    event.preventDefault();
    open();
  };
  return h(
    "span",
    {
      class: name,
      role: "button",
      contenteditable: "false",
      onclick: press,
      "aria-haspopup": "dialog",
      oncairnopen: press,
    },
    label,
  );
}
