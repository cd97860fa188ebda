// Action items with their box, decisions with their sign.
import type { NodeViewRenderer } from "@tiptap/core";
import { t } from "../../../lib/words";
import { h, uid } from "../ui/dom";
import { icon } from "../ui/icons";
import { container, setAttrs } from "./view";

/** Not a list in HTML's sense: nested lists stand beside their items, as ADF has them. */
export const taskListView: NodeViewRenderer = ({ node }) => {
  const dom = h("div", { class: "action-list", role: "group" });
  return container(node, dom, dom, () => {});
};

export const taskItemView: NodeViewRenderer = (props) => {
  const box = h("input", { type: "checkbox", "aria-label": t("Done") });
  box.addEventListener("change", () => {
    if (!props.editor.isEditable) box.checked = !box.checked;
    else setAttrs(props, { state: box.checked ? "DONE" : "TODO" });
  });
  const content = h("div", { class: "action-text", id: uid("action") });
  box.setAttribute("aria-labelledby", content.id);
  const side = h("span", { contenteditable: "false", class: "action-box" }, box);
  const dom = h("div", { class: "action-item" }, side, content);
  return container(props.node, dom, content, (node) => {
    box.checked = node.attrs.state === "DONE";
    dom.dataset.state = String(node.attrs.state);
    content.dataset.placeholder = t("What, @who, //when");
    content.classList.toggle("is-empty", node.content.size === 0);
  });
};

export const decisionItemView: NodeViewRenderer = (props) => {
  const sign = h("span", { contenteditable: "false", class: "decision-icon", title: t("Decision") }, icon("decision"));
  const content = h("div", { class: "decision-text" });
  const dom = h("li", { class: "decision-item" }, sign, content);
  return container(props.node, dom, content, (node) => {
    content.dataset.placeholder = t("What was decided");
    content.classList.toggle("is-empty", node.content.size === 0);
  });
};
