// Excerpts and page properties: frames around what people write.
import type { NodeViewRenderer, NodeViewRendererProps } from "@tiptap/core";
import { fill, t } from "../../../lib/words";
import { h } from "../ui/dom";
import { icon } from "../ui/icons";
import { container, leaf, setAttrs } from "../views/view";
import { caretTo, nodeNow, remove, setGiven, unwrap, wordsOf } from "./nodes";
import { headOf, openForm, textField } from "./shell";

export const excerptView: NodeViewRenderer = (props) => {
  const name = h("input", {
    type: "text",
    class: "own-title",
    placeholder: t("Name it, so that others find it"),
    "aria-label": t("Name of the excerpt"),
    maxlength: 100,
  });
  name.addEventListener("change", () => setGiven(props, { name: name.value.trim() }));
  name.addEventListener("keydown", (event) => {
    const pos = props.getPos();
    if ((event.key !== "Enter" && event.key !== "ArrowDown") || pos === undefined) return;
    event.preventDefault();
    name.dispatchEvent(new Event("change"));
    caretTo(props.editor, pos + 2);
  });
  const content = h("div", { class: "own-content" });
  const dom = h(
    "div",
    { class: "own own-bodied", role: "group", "aria-label": t("Excerpt"), oncairnopen: () => name.focus() },
    headOf(props, { label: t("Excerpt"), icon: "bookmark", more: [name, unframe(props)] }),
    content,
  );
  return container(props.node, dom, content, (node) => {
    const words = wordsOf(node, "name");
    if (name.value !== words && document.activeElement !== name) name.value = words;
    name.readOnly = !props.editor.isEditable;
  });
};

export const propertiesView: NodeViewRenderer = (props) => {
  const content = h("div", { class: "own-content" });
  const head = headOf(props, { label: t("Page properties"), icon: "tableProperties", more: [unframe(props)] });
  const dom = h("div", { class: "own own-bodied", role: "group", "aria-label": t("Page properties") }, head, content);
  return container(props.node, dom, content, () => {});
};

function unframe(props: NodeViewRendererProps): HTMLElement {
  const words = t("Take the frame off, keep the text");
  const button = h(
    "button",
    { type: "button", class: "own-settings", "aria-label": words, title: words },
    icon("unlink"),
  );
  button.addEventListener("click", () => unwrap(props));
  return button;
}

/** An excerpt of a few words in a line: its words are an attribute, because ADF has no body there. */
export const excerptWordsView: NodeViewRenderer = (props) => {
  const open = () => props.editor.isEditable && openWords(props, dom);
  const label = h("span", {});
  const dom = h(
    "span",
    {
      class: "own-inline excerpt-words",
      contenteditable: "false",
      role: "button",
      "aria-haspopup": "dialog",
      onclick: open,
      oncairnopen: open,
    },
    label,
  );
  return leaf(
    props.node,
    dom,
    (node) => {
      const words = String(node.attrs.text ?? "");
      label.textContent = words || t("Excerpt");
      dom.setAttribute("aria-label", fill(t("Excerpt: {words}"), { words: label.textContent }));
    },
    false,
  );
};

function openWords(props: NodeViewRendererProps, anchor: HTMLElement): void {
  const node = nodeNow(props);
  const fields = [
    textField(t("Words"), String(node.attrs.text ?? ""), (text) => setAttrs(props, { text }), { first: true }),
    textField(t("Name"), wordsOf(node, "name"), (name) => setGiven(props, { name: name.trim() }), {
      placeholder: t("So that others find it"),
    }),
  ];
  openForm(props, anchor, t("Excerpt"), fields, () => {
    if (!String(nodeNow(props).attrs.text ?? "").trim()) queueMicrotask(() => remove(props));
  });
}
