// Mention, date and status: chips in the text.
import type { NodeViewRenderer, NodeViewRendererProps } from "@tiptap/core";
import type { Node as PmNode } from "@tiptap/pm/model";
import { fill, t } from "../../../lib/words";
import { isoDay } from "../schema/dom";
import { h } from "../ui/dom";
import type { Floating } from "../ui/floating";
import { openPopover } from "../ui/popover";
import { focusText, leaf, setAttrs } from "./view";

const COLORS = ["neutral", "blue", "green", "yellow", "red", "purple"] as const;

export const mentionView: NodeViewRenderer = ({ node }) => {
  const dom = h("span", { class: "mention" });
  return leaf(node, dom, (next) => {
    const text = String(next.attrs.text ?? "");
    dom.textContent = text.startsWith("@") ? text : `@${text || t("someone")}`;
  });
};

export const dateView: NodeViewRenderer = (props) => {
  const label = h("time", {});
  const dom = chip("date", label, props, () => openDate(props, dom));
  return leaf(props.node, dom, (next) => showDate(next, label, dom), false);
};

function showDate(node: PmNode, label: HTMLTimeElement, dom: HTMLElement): void {
  const day = isoDay(node.attrs.timestamp);
  label.dateTime = day;
  label.textContent = day ? dayWords(Number(node.attrs.timestamp)) : t("Pick a date");
  const today = new Date().toISOString().slice(0, 10);
  dom.classList.toggle("past", day !== "" && day < today);
  dom.setAttribute("aria-label", fill(t("Date: {day}"), { day: label.textContent }));
}

/** "12 June", with the year when it is not this one. A date of ADF is a day in UTC. */
function dayWords(timestamp: number): string {
  const date = new Date(timestamp);
  const year = date.getUTCFullYear() === new Date().getFullYear() ? {} : ({ year: "numeric" } as const);
  const language = document.documentElement.lang || undefined;
  return new Intl.DateTimeFormat(language, { day: "numeric", month: "short", timeZone: "UTC", ...year }).format(date);
}

function openDate(props: NodeViewRendererProps, dom: HTMLElement): void {
  const pos = props.getPos();
  const node = pos === undefined ? null : props.editor.state.doc.nodeAt(pos);
  const input = h("input", { type: "date", value: isoDay(node?.attrs.timestamp), "data-first": true });
  input.addEventListener("input", () => {
    if (input.value) setAttrs(props, { timestamp: String(Date.parse(`${input.value}T00:00:00Z`)) });
  });
  const quick = (words: string, days: number) =>
    h("button", { type: "button", class: "ed-chip", onclick: () => pick(days) }, words);
  const pick = (days: number) => {
    const day = new Date();
    setAttrs(props, { timestamp: String(Date.UTC(day.getFullYear(), day.getMonth(), day.getDate() + days)) });
    popover.close();
    props.editor.view.focus();
  };
  const body = h(
    "form",
    { class: "ed-form", onsubmit: (event) => finish(event, popover, props) },
    h("label", {}, t("Date"), input),
    h("div", { class: "ed-chips" }, quick(t("Today"), 0), quick(t("Tomorrow"), 1), quick(t("In a week"), 7)),
  );
  const popover = openPopover(dom, body, { label: t("Date"), returnFocus: focusText(props.editor) });
}

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
  input.addEventListener("input", () => setAttrs(props, { text: input.value }));
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

function chip(name: string, label: HTMLElement, props: NodeViewRendererProps, open: () => void): HTMLElement {
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
