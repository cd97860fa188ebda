// A debate: its statement is written here, its arguments are added by those who read the published page.
import type { NodeViewRenderer, NodeViewRendererProps } from "@tiptap/core";
import { fill, t } from "../../../lib/words";
import { h } from "../ui/dom";
import { leaf } from "../views/view";
import { leave, nodeNow, setGiven, wordsOf } from "./nodes";
import { headOf, openForm } from "./shell";

const LONGEST = 300;
const PAUSE = 400; // milliseconds of quiet after which typed words go into the document

export const debateView: NodeViewRenderer = (props) => {
  const statement = h("textarea", {
    class: "own-title own-statement",
    rows: 1,
    maxlength: LONGEST,
    placeholder: t("A statement that people can agree or disagree with"),
    "aria-label": t("Statement of the debate"),
  });
  keepInStep(props, statement);
  const when = h("span", { class: "own-when" });
  const head = headOf(props, {
    label: t("Debate"),
    icon: "scale",
    open: (anchor) => openClosing(props, anchor),
    more: [when],
  });
  const dom = h(
    "div",
    {
      class: "own own-debate",
      role: "group",
      "aria-label": t("Debate"),
      contenteditable: "false",
      oncairnopen: () => statement.focus(),
    },
    head,
    statement,
    h("div", { class: "own-sides", "aria-hidden": "true" }, h("span", {}, t("For")), h("span", {}, t("Against"))),
    h("p", { class: "own-hint" }, t("Readers add arguments, sources and votes once the page is published.")),
  );
  return leaf(props.node, dom, (node) => {
    const words = wordsOf(node, "statement");
    if (statement.value !== words && document.activeElement !== statement) statement.value = words;
    statement.readOnly = !props.editor.isEditable;
    const at = instantOf(wordsOf(node, "closes"));
    when.textContent = at ? fill(t("Closes {when}"), { when: at.toLocaleString([], SHOWN) }) : "";
  });
};

const SHOWN: Intl.DateTimeFormatOptions = { dateStyle: "medium", timeStyle: "short" };

function keepInStep(props: NodeViewRendererProps, field: HTMLTextAreaElement): void {
  let timer = 0;
  const save = () => {
    clearTimeout(timer);
    const words = field.value.replace(/\s+/g, " ").trim();
    if (words !== wordsOf(nodeNow(props), "statement")) setGiven(props, { statement: words });
  };
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = window.setTimeout(save, PAUSE);
  });
  field.addEventListener("change", save);
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== "Escape") return;
    event.preventDefault();
    save();
    leave(props);
  });
}

function openClosing(props: NodeViewRendererProps, anchor: HTMLElement): void {
  const at = instantOf(wordsOf(nodeNow(props), "closes"));
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const input = h("input", { type: "datetime-local", value: at ? localOf(at) : "", "data-first": true });
  input.addEventListener("change", () => {
    const typed = input.value ? new Date(input.value) : null;
    setGiven(props, { closes: typed ? typed.toISOString() : "" });
  });
  const hint = h("span", { class: "own-hint" }, fill(t("Your time ({zone}). Left empty, it stays open."), { zone }));
  openForm(props, anchor, t("Debate"), [h("label", {}, t("Closes"), input, hint)]);
}

export function instantOf(words: string): Date | null {
  const at = new Date(words);
  return words && !Number.isNaN(at.getTime()) ? at : null;
}

/** As a datetime-local field has it: the clock on this person's wall. */
export function localOf(at: Date): string {
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
