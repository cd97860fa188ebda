// Our own extensions as nodes: which one it is, what it was given. The table of keys and parameters is in
// cairn/documents/own/nodes.py.
import type { Editor, NodeViewRendererProps } from "@tiptap/core";
import type { Node as PmNode } from "@tiptap/pm/model";
import { TextSelection } from "@tiptap/pm/state";
import { newId } from "../behaviours/localIds";
import { setAttrs } from "../views/view";

const TYPE = "cairn";

export type Given = Record<string, unknown>;
export type OwnType = "extension" | "inlineExtension" | "bodiedExtension";

/** `toc`, `math` …; empty for an extension that is not ours. */
export function keyOf(node: PmNode): string {
  return node.attrs.extensionType === TYPE ? String(node.attrs.extensionKey) : "";
}

export function givenTo(node: PmNode): Given {
  const found: unknown = node.attrs.parameters;
  return found && typeof found === "object" && !Array.isArray(found) ? (found as Given) : {};
}

export function wordsOf(node: PmNode, name: string): string {
  const found = givenTo(node)[name];
  return typeof found === "string" ? found : "";
}

export function numberOf(node: PmNode, name: string, otherwise: number): number {
  const found = givenTo(node)[name];
  return typeof found === "number" && Number.isFinite(found) ? found : otherwise;
}

export function listOf(node: PmNode, name: string): string[] {
  const found = givenTo(node)[name];
  return Array.isArray(found) ? found.filter((each): each is string => typeof each === "string") : [];
}

/** The JSON of a new extension. */
export function ownJson(type: OwnType, key: string, parameters: Given = {}, content?: object[], text?: string) {
  const attrs = { extensionType: TYPE, extensionKey: key, parameters, localId: newId(), ...(text ? { text } : {}) };
  return { type, attrs, ...(content ? { content } : {}) };
}

/** The node as it is now: the one that the view was made with may be old. */
export function nodeNow(props: NodeViewRendererProps): PmNode {
  const pos = props.getPos();
  return (pos === undefined ? null : props.editor.state.doc.nodeAt(pos)) ?? props.node;
}

export function setGiven(props: NodeViewRendererProps, patch: Given): void {
  setAttrs(props, { parameters: { ...givenTo(nodeNow(props)), ...patch } });
}

/** At once: TipTap's own focus waits for a frame, and what is typed meanwhile goes elsewhere. */
export function caretTo(editor: Editor, pos: number): void {
  const { tr, doc } = editor.state;
  const $pos = doc.resolve(Math.min(Math.max(pos, 0), doc.content.size));
  editor.view.dispatch(tr.setSelection(TextSelection.near($pos)).scrollIntoView());
  editor.view.focus();
}

/** The caret goes behind the node. */
export function leave(props: NodeViewRendererProps): void {
  const pos = props.getPos();
  if (pos === undefined || props.editor.isDestroyed) return;
  caretTo(props.editor, pos + nodeNow(props).nodeSize);
}

/** Takes the node away, and the caret stays where it was. */
export function remove(props: NodeViewRendererProps): void {
  const pos = props.getPos();
  if (pos === undefined || !props.editor.isEditable) return;
  props.editor.view.dispatch(props.editor.state.tr.delete(pos, pos + nodeNow(props).nodeSize));
}

/** Takes the frame away and leaves what stands in it. */
export function unwrap(props: NodeViewRendererProps): void {
  const pos = props.getPos();
  if (pos === undefined || !props.editor.isEditable) return;
  const node = nodeNow(props);
  const { tr } = props.editor.state;
  tr.replaceWith(pos, pos + node.nodeSize, node.content);
  tr.setSelection(TextSelection.near(tr.doc.resolve(pos + 1)));
  props.editor.view.dispatch(tr);
  props.editor.view.focus();
}

/** Opens the settings of the extension with this id, once it stands in the page. */
export function openOwn(editor: Editor, localId: string): void {
  requestAnimationFrame(() => {
    if (editor.isDestroyed) return;
    editor.state.doc.descendants((node, pos) => {
      if (node.attrs.localId !== localId) return true;
      editor.view.nodeDOM(pos)?.dispatchEvent(new CustomEvent("cairnopen"));
      return false;
    });
  });
}
