// Where a block can stand that comes while somebody writes: nearest to the place, never splitting what is there.
import type { Node as PmNode, ResolvedPos } from "@tiptap/pm/model";
import { TextSelection, type Transaction } from "@tiptap/pm/state";

/** Puts `node` in place of an empty paragraph at `pos`, or below the block there. Returns the position after it. */
export function placeBlock(tr: Transaction, pos: number, node: PmNode): number {
  const $pos = tr.doc.resolve(Math.min(pos, tr.doc.content.size));
  const { parent } = $pos;
  const empty = parent.type.name === "paragraph" && parent.content.size === 0;
  if (empty && fits($pos, $pos.depth - 1, node)) return inPlaceOf(tr, $pos, node);
  for (let depth = $pos.depth; depth >= 0; depth -= 1) {
    const within = depth === $pos.depth;
    const index = within ? $pos.index(depth) : $pos.indexAfter(depth);
    if (parentTakes($pos.node(depth), index, node)) {
      const at = within ? pos : $pos.after(depth + 1);
      tr.insert(at, node);
      return at + node.nodeSize;
    }
  }
  tr.insert(tr.doc.content.size, node);
  return tr.doc.content.size;
}

function inPlaceOf(tr: Transaction, $pos: ResolvedPos, node: PmNode): number {
  const { from } = tr.selection;
  const [start, end] = [$pos.before(), $pos.after()];
  const inside = from >= start && from <= end;
  tr.replaceWith(start, end, node);
  const after = start + node.nodeSize;
  const $after = tr.doc.resolve(after);
  const { paragraph } = tr.doc.type.schema.nodes;
  if (!$after.nodeAfter?.isTextblock && paragraph && parentTakes($after.parent, $after.index(), paragraph.create())) {
    tr.insert(after, paragraph.create());
  }
  if (inside) tr.setSelection(TextSelection.near(tr.doc.resolve(Math.min(after + 1, tr.doc.content.size))));
  return after;
}

function fits($pos: ResolvedPos, depth: number, node: PmNode): boolean {
  const index = $pos.index(depth);
  return $pos.node(depth).canReplaceWith(index, index + 1, node.type);
}

function parentTakes(parent: PmNode, index: number, node: PmNode): boolean {
  return !parent.inlineContent && parent.canReplaceWith(index, index, node.type);
}
