// An expand as it is drawn while it is edited: a button that folds it, a title to type, and what is inside.
import type { NodeViewRenderer, NodeViewRendererProps } from "@tiptap/core";
import { TextSelection } from "@tiptap/pm/state";
import { t } from "../../../lib/words";
import { h } from "../ui/dom";
import { icon } from "../ui/icons";
import { container, setAttrs } from "../views/view";
import { unwrapExpand } from "./commands";

export const expandView: NodeViewRenderer = (props) => {
  const content = h("div", { class: "expand-body" });
  const toggle = h("button", { type: "button", class: "expand-toggle", "aria-expanded": "true" }, icon("chevronRight"));
  const title = h("input", {
    class: "expand-title",
    type: "text",
    placeholder: t("Name what is inside"),
    "aria-label": t("Title of this expand"),
  });
  const head = h("div", { class: "expand-head", contenteditable: "false" }, toggle, title);
  const dom = h("div", { class: "expand" }, head, content);
  const fold = (closed: boolean) => {
    if (closed) caretOut(props);
    dom.toggleAttribute("data-closed", closed);
    toggle.setAttribute("aria-expanded", String(!closed));
  };
  toggle.addEventListener("click", () => fold(!dom.hasAttribute("data-closed")));
  title.addEventListener("input", () => setAttrs(props, { title: title.value }));
  title.addEventListener("keydown", (event) => onKey(props, event, title, fold));
  const view = container(props.node, dom, content, (node) => {
    const words = String(node.attrs.title ?? "");
    if (title.value !== words) title.value = words;
    title.readOnly = !props.editor.isEditable;
    toggle.setAttribute("aria-label", words || t("Expand"));
  });
  // What is found, followed or typed inside a folded one must be seen.
  const open = () => fold(false);
  content.addEventListener("beforematch", open);
  content.addEventListener("focusin", open);
  return view;
};

/** A caret in what is about to be folded goes to the title's side of it: after the expand, or before. */
function caretOut({ editor, getPos }: NodeViewRendererProps): void {
  const pos = getPos();
  const node = pos === undefined ? null : editor.state.doc.nodeAt(pos);
  if (pos === undefined || !node) return;
  const { from, to } = editor.state.selection;
  if (to <= pos || from >= pos + node.nodeSize) return;
  const after = editor.state.doc.resolve(pos + node.nodeSize);
  editor.view.dispatch(editor.state.tr.setSelection(TextSelection.near(after, after.nodeAfter ? 1 : -1)));
}

function onKey(
  props: NodeViewRendererProps,
  event: KeyboardEvent,
  title: HTMLInputElement,
  fold: (closed: boolean) => void,
): void {
  const pos = props.getPos();
  const { editor } = props;
  if (pos === undefined || event.isComposing) return;
  const go = (at: number, direction: 1 | -1) => {
    event.preventDefault();
    const $at = editor.state.doc.resolve(Math.max(0, Math.min(at, editor.state.doc.content.size)));
    editor.view.dispatch(editor.state.tr.setSelection(TextSelection.near($at, direction)).scrollIntoView());
    editor.view.focus();
  };
  const mod = event.ctrlKey || event.metaKey;
  if (event.key === "Enter" && mod) {
    event.preventDefault();
    fold(!title.closest(".expand")?.hasAttribute("data-closed"));
  } else if (event.key === "Enter" || event.key === "ArrowDown") {
    fold(false);
    go(pos + 1, 1);
  } else if (event.key === "ArrowUp") go(pos, -1);
  else if (event.key === "Escape") go(pos + 1, 1);
  else if (event.key === "Backspace" && !title.value && !event.repeat) {
    event.preventDefault();
    unwrapExpand(pos)(editor.state, editor.view.dispatch);
    editor.view.focus();
  }
}
