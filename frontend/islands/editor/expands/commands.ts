// Expands: where one may stand, into and out of it by keyboard, taking it away without its words.
import type { Editor } from "@tiptap/core";
import type { Node as PmNode, ResolvedPos } from "@tiptap/pm/model";
import { type Command, type EditorState, TextSelection } from "@tiptap/pm/state";
import { insertBlock } from "../behaviours/blocks";

export interface Expand {
  node: PmNode;
  pos: number;
}

const isExpand = (node: PmNode) => node.type.name === "expand" || node.type.name === "nestedExpand";

/** The innermost expand around the caret. */
export function expandOf(state: EditorState): Expand | null {
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    if (isExpand($from.node(depth))) return { node: $from.node(depth), pos: $from.before(depth) };
  }
  return null;
}

/** Inside a cell or another expand it is ADF's `nestedExpand`; inside that nothing folds any more. */
export function kindFor($from: ResolvedPos): "expand" | "nestedExpand" {
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    const { name, spec } = $from.node(depth).type;
    if (name === "nestedExpand") return "expand";
    if (name === "expand" || spec.tableRole === "cell" || spec.tableRole === "header_cell") return "nestedExpand";
  }
  return "expand";
}

export function insertExpand(editor: Editor): void {
  const { schema, state } = editor;
  const type = kindFor(state.selection.$from);
  insertBlock(editor, schema.nodeFromJSON({ type, attrs: { title: "" }, content: [{ type: "paragraph" }] }));
  const made = expandOf(editor.state);
  if (made) focusTitle(editor, made.pos);
}

/** Its title can be typed at once. */
export function focusTitle(editor: Editor, pos: number): boolean {
  const dom = editor.view.nodeDOM(pos);
  const title =
    dom instanceof HTMLElement ? dom.querySelector<HTMLInputElement>(":scope > .expand-head .expand-title") : null;
  title?.focus();
  return title !== null;
}

/** The caret stands before everything in the expand. */
export function atStart(state: EditorState, { pos }: Expand): boolean {
  const { $from, empty } = state.selection;
  if (!empty || $from.parentOffset > 0) return false;
  const depth = state.doc.resolve(pos).depth + 1;
  for (let at = depth; at < $from.depth; at += 1) if ($from.index(at) > 0) return false;
  return true;
}

/** Puts what is inside in its place; expands inside a nested one keep to where they may stand. */
export function unwrapExpand(pos: number): Command {
  return (state, dispatch) => {
    const node = state.doc.nodeAt(pos);
    if (!node || !isExpand(node)) return false;
    const $pos = state.doc.resolve(pos);
    const { expand } = state.schema.nodes;
    const blocks = node.children.map((child) => {
      const fits = $pos.parent.canReplaceWith($pos.index(), $pos.indexAfter(), child.type);
      return fits || child.type.name !== "nestedExpand" || !expand ? child : expand.create(child.attrs, child.content);
    });
    const tr = state.tr.replaceWith(pos, pos + node.nodeSize, blocks);
    const inside = Math.max(0, state.selection.from - pos - 1);
    tr.setSelection(TextSelection.near(tr.doc.resolve(Math.min(pos + inside, tr.doc.content.size))));
    dispatch?.(tr.scrollIntoView());
    return true;
  };
}
