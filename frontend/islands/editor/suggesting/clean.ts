// Text without stamps: what is copied, what is put somewhere else.
import { Fragment, type Node as PmNode, Slice } from "@tiptap/pm/model";
import { newId } from "../behaviours/localIds";
import { NEED_LOCAL_ID } from "../schema/spec";
import { BLOCK_ATTRS, DELETED, plainMarks, SPLIT } from "./stamp";

/** Plain content as it would read if everything in it were accepted; words that are to go stay where there are no others. */
export function plainSlice(slice: Slice): Slice {
  const kept = plain(slice.content, true);
  const content = kept.size > 0 ? kept : plain(slice.content, false);
  const open = (depth: number) => Math.min(depth, depthOf(content));
  return new Slice(content, open(slice.openStart), open(slice.openEnd));
}

function depthOf(content: Fragment): number {
  const first = content.firstChild;
  return first && !first.isLeaf ? 1 + depthOf(first.content) : 0;
}

function plain(content: Fragment, drop: boolean): Fragment {
  const nodes: PmNode[] = [];
  content.forEach((node) => {
    const goes = node.isText ? node.marks.some((mark) => mark.type.name === "deletion") : node.attrs[DELETED];
    if (drop && goes) return;
    if (node.isText) {
      const words = (node.text ?? "").replaceAll(SPLIT, " ");
      if (words) nodes.push(node.type.schema.text(words, plainMarks(node.marks)));
    } else {
      nodes.push(bare(node, plain(node.content, drop)));
    }
  });
  return Fragment.from(nodes);
}

/** A node without stamps of its own. */
export function bare(node: PmNode, content: Fragment = node.content): PmNode {
  const attrs: Record<string, unknown> = { ...node.attrs };
  for (const name of BLOCK_ATTRS) attrs[name] = null;
  return node.type.create(attrs, content, node.isText ? plainMarks(node.marks) : node.marks);
}

/** Content without any stamp, for a place of its own: items get ids of their own. */
export function fresh(content: Fragment): Fragment {
  const nodes: PmNode[] = [];
  content.forEach((node) => {
    if (node.isText) {
      nodes.push(node.mark(plainMarks(node.marks)));
      return;
    }
    const made = bare(node, fresh(node.content));
    const renewed = NEED_LOCAL_ID.has(made.type.name) ? { ...made.attrs, localId: newId() } : made.attrs;
    nodes.push(made.type.create(renewed, made.content, made.marks));
  });
  return Fragment.from(nodes);
}
