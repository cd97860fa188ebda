// A block of code: its language, the numbers of its lines, wrapping, copying.
import type { NodeViewRenderer, NodeViewRendererProps } from "@tiptap/core";
import { t } from "../../../lib/words";
import { findLanguages, type Language, languageOf } from "../code/languages";
import { h } from "../ui/dom";
import { type IconName, icon } from "../ui/icons";
import { type Choice, Listbox } from "../ui/listbox";
import { openPopover } from "../ui/popover";
import { container, setAttrs } from "./view";

export const codeView: NodeViewRenderer = (props) => {
  const content = h("code", { spellcheck: "false" });
  const numbers = h("div", { class: "code-lines", contenteditable: "false", "aria-hidden": "true" });
  const language = h("button", { type: "button", class: "code-tool code-language", "aria-haspopup": "dialog" });
  language.addEventListener("click", () => chooseLanguage(props, language));
  const flip = (name: "wrap" | "hideLineNumbers") => () =>
    setAttrs(props, { [name]: nodeOf(props)?.attrs[name] ? null : true });
  const wrap = tool(t("Wrap long lines"), "wrap", flip("wrap"));
  const count = tool(t("Number the lines"), "hash", flip("hideLineNumbers"));
  const copy = tool(t("Copy this code"), "copy", () => void navigator.clipboard?.writeText(content.textContent ?? ""));
  const tools = h("div", { class: "code-tools", contenteditable: "false" }, language, wrap, count, copy);
  const dom = h("div", { class: "code-block" }, tools, numbers, h("pre", {}, content));
  return container(props.node, dom, content, (node) => {
    const { wrap: wrapped, hideLineNumbers } = node.attrs;
    const name = nameOf(node.attrs.language);
    if (language.textContent !== name) language.textContent = name;
    language.setAttribute("aria-label", `${t("Language of this code")}: ${name}`);
    for (const button of [language, wrap, count]) button.disabled = !props.editor.isEditable;
    wrap.setAttribute("aria-pressed", String(!!wrapped));
    count.setAttribute("aria-pressed", String(!hideLineNumbers));
    dom.toggleAttribute("data-wrap", !!wrapped);
    number(numbers, hideLineNumbers || wrapped ? 0 : node.textContent.split("\n").length);
    dom.toggleAttribute("data-numbered", numbers.textContent !== "");
  });
};

/** One line needs no number; wrapped lines get theirs in the reading view. */
function number(place: HTMLElement, lines: number): void {
  const words = lines > 1 ? Array.from({ length: lines }, (_, at) => at + 1).join("\n") : "";
  if (place.textContent !== words) place.textContent = words;
}

function tool(title: string, name: IconName, run: () => void): HTMLButtonElement {
  const button = h("button", { type: "button", class: "code-tool", "aria-label": title, title, onclick: run });
  button.append(icon(name));
  return button;
}

function nodeOf(props: NodeViewRendererProps) {
  const pos = props.getPos();
  return pos === undefined ? null : props.editor.state.doc.nodeAt(pos);
}

function nameOf(value: unknown): string {
  return languageOf(value)?.name ?? String(value);
}

function chooseLanguage(props: NodeViewRendererProps, button: HTMLElement): void {
  const input = h("input", {
    type: "text",
    role: "combobox",
    "aria-expanded": "true",
    "aria-label": t("Find a language"),
    placeholder: t("Find a language"),
    autocomplete: "off",
    "data-first": true,
  });
  const current = languageOf(nodeOf(props)?.attrs.language);
  const list = new Listbox<Choice>(input, t("Languages"), ({ id }) => {
    popover.close();
    setAttrs(props, { language: id || null });
    props.editor.view.focus();
  });
  const show = () => {
    const choice = ({ id, name }: Language) => ({ id, title: name, selected: !input.value && id === current?.id });
    list.show(findLanguages(input.value).map(choice), t("No language by that name. The code is shown plain."));
  };
  input.addEventListener("input", show);
  input.addEventListener("keydown", (event) => list.key(event) && event.preventDefault());
  const body = h("div", { class: "ed-form ed-picker" }, input, list.element);
  const popover = openPopover(button, body, {
    label: t("Language of this code"),
    returnFocus: () => props.editor.view.focus(),
    onClose: () => list.destroy(),
  });
  show();
}
