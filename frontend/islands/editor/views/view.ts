// Small help for node views: change a node's attributes, tell ProseMirror which events and changes are ours.
import type { Editor, NodeViewRendererProps } from "@tiptap/core";
import type { Node as PmNode } from "@tiptap/pm/model";
import type { NodeView, ViewMutationRecord } from "@tiptap/pm/view";
import { dataAttributes } from "../schema/dom";

export function setAttrs(props: NodeViewRendererProps, attrs: Record<string, unknown>): void {
  const pos = props.getPos();
  const node = pos === undefined ? null : props.editor.state.doc.nodeAt(pos);
  if (pos === undefined || !node || !props.editor.isEditable) return;
  props.editor.view.dispatch(props.editor.state.tr.setNodeMarkup(pos, null, { ...node.attrs, ...attrs }));
}

export function mark(element: HTMLElement, node: PmNode): void {
  for (const [name, value] of Object.entries(dataAttributes(node))) {
    if (name !== "data-attrs") element.setAttribute(name, value);
  }
}

export const focusText = (editor: Editor) => () => editor.view.focus();

/** A view with content: `chrome` is everything in `dom` that is not the content. */
export function container(
  node: PmNode,
  dom: HTMLElement,
  contentDOM: HTMLElement,
  show: (node: PmNode) => void,
): NodeView {
  const paint = (next: PmNode) => {
    mark(dom, next);
    show(next);
  };
  paint(node);
  return {
    dom,
    contentDOM,
    update: (next) => {
      if (next.type !== node.type) return false;
      paint(next);
      return true;
    },
    stopEvent: (event) => !contentDOM.contains(event.target as Node) && isControl(event.target),
    ignoreMutation: (mutation: ViewMutationRecord) =>
      mutation.type !== "selection" && !contentDOM.contains(mutation.target) && mutation.target !== contentDOM,
  };
}

/** A view without content. */
export function leaf(node: PmNode, dom: HTMLElement, show: (node: PmNode) => void, own = true): NodeView {
  const paint = (next: PmNode) => {
    mark(dom, next);
    show(next);
  };
  paint(node);
  return {
    dom,
    update: (next) => {
      if (next.type !== node.type) return false;
      paint(next);
      return true;
    },
    stopEvent: (event) => own && isControl(event.target),
    ignoreMutation: () => true,
  };
}

function isControl(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("button, input, select, textarea, summary") !== null;
}
