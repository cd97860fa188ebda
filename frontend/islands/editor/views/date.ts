// A date in the text, and the form that changes it: typed, by a word, or from the calendar.
import type { NodeViewRenderer, NodeViewRendererProps } from "@tiptap/core";
import type { Node as PmNode } from "@tiptap/pm/model";
import { fill, t } from "../../../lib/words";
import { DAY, dayWords, parseDay, placeInWeek, plainDay, today } from "../behaviours/days";
import { isoDay } from "../schema/dom";
import { Calendar } from "../ui/calendar";
import { h } from "../ui/dom";
import { openPopover } from "../ui/popover";
import { chip } from "./chips";
import { focusText, leaf, setAttrs } from "./view";

export const dateView: NodeViewRenderer = (props) => {
  const label = h("time", {});
  const dom = chip("date", label, props, () => openDate(props, dom));
  return leaf(props.node, dom, (next) => showDate(next, label, dom), false);
};

function showDate(node: PmNode, label: HTMLTimeElement, dom: HTMLElement): void {
  const day = Number(node.attrs.timestamp);
  label.dateTime = isoDay(node.attrs.timestamp);
  label.textContent = label.dateTime ? dayWords(day) : t("Pick a date");
  label.title = label.dateTime ? weekday(day) : "";
  const past = label.dateTime !== "" && day < today();
  dom.classList.toggle("past", past);
  dom.setAttribute("aria-label", fill(t("Date: {day}"), { day: label.textContent }));
}

/** "Monday, 30 November 2026" */
function weekday(day: number): string {
  const language = document.documentElement.lang || undefined;
  return `${new Intl.DateTimeFormat(language, { weekday: "long", timeZone: "UTC" }).format(day)}, ${plainDay(day)}`;
}

function openDate(props: NodeViewRendererProps, dom: HTMLElement): void {
  const pos = props.getPos();
  const node = pos === undefined ? null : props.editor.state.doc.nodeAt(pos);
  const now = Number(node?.attrs.timestamp) || null;
  const monthFirst = /^en-(US|PH|CA)|^en$/.test(navigator.language);
  const pick = (day: number) => {
    setAttrs(props, { timestamp: String(day) });
    popover.close();
    behind(props);
  };
  const calendar = new Calendar(now, pick);
  const said = h("p", { class: "ed-note", role: "status" });
  const input = h("input", {
    type: "text",
    value: now === null ? "" : plainDay(now),
    autocomplete: "off",
    "data-first": true,
  });
  const read = () => parseDay(input.value, today(), monthFirst);
  input.addEventListener("focus", () => input.select());
  input.addEventListener("input", () => {
    const day = read();
    said.textContent = day === null ? (input.value.trim() ? hint() : "") : weekday(day);
    if (day !== null) calendar.show(day);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown") return;
    event.preventDefault();
    calendar.focus();
  });
  const submit = (event: Event) => {
    event.preventDefault();
    const day = read();
    if (day === null) said.textContent = hint();
    else pick(day);
  };
  const quick = (words: string, day: number) =>
    h("button", { type: "button", class: "ed-chip", onclick: () => pick(day) }, words);
  const monday = today() + (7 - placeInWeek(today())) * DAY;
  const body = h(
    "form",
    { class: "ed-form", onsubmit: submit },
    h("label", {}, t("Day"), input),
    said,
    h(
      "div",
      { class: "ed-chips" },
      quick(t("Today"), today()),
      quick(t("Tomorrow"), today() + DAY),
      quick(t("Next Monday"), monday),
      quick(t("In a week"), today() + 7 * DAY),
    ),
    calendar.element,
  );
  const popover = openPopover(dom, body, { label: t("Date"), returnFocus: focusText(props.editor) });
}

function hint(): string {
  return t("For example “30 nov”, “next friday”, “in 2 weeks” or “+3”.");
}

/** One goes on writing behind the date, and behind the space that came with it. */
function behind(props: NodeViewRendererProps): void {
  const pos = props.getPos();
  const after = pos === undefined ? null : props.editor.state.doc.resolve(pos + 1).nodeAfter;
  if (pos !== undefined) props.editor.commands.setTextSelection(pos + (after?.text?.startsWith(" ") ? 2 : 1));
  props.editor.view.focus();
}
