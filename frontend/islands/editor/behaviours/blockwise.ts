// What is found in a text, block by block: a keystroke changes one block, and only that one is read again.
import type { Node as PmNode } from "@tiptap/pm/model";

/** Reads `block` and everything in it; `at` is a place from the block's beginning. */
export type Reader<T> = (block: PmNode, found: (what: T, at: number) => void) => void;

export interface Found<T> {
  what: T;
  /** Its place in the document. */
  pos: number;
}

/** What `read` finds in a document. Blocks that stayed are not read again, so `read` may ask nothing but the block. */
export function blockwise<T>(read: Reader<T>): (doc: PmNode) => Found<T>[] {
  const known = new WeakMap<PmNode, { what: T; at: number }[]>();
  return (doc) => {
    const all: Found<T>[] = [];
    doc.forEach((block, offset) => {
      let here = known.get(block);
      if (!here) {
        const kept: { what: T; at: number }[] = [];
        read(block, (what, at) => kept.push({ what, at }));
        here = kept;
        known.set(block, here);
      }
      for (const { what, at } of here) all.push({ what, pos: offset + at });
    });
    return all;
  };
}

/** Calls `see` for the block and the nodes in it, as `descendants` does; where it says false nothing below is seen. */
export function eachNode(
  block: PmNode,
  see: (node: PmNode, at: number, parent: PmNode | null) => boolean | undefined,
): void {
  if (see(block, 0, null) === false) return;
  block.descendants((node, pos, parent) => see(node, pos + 1, parent));
}

/** The nodes that `wanted` wants, nothing below them; text is not looked into. */
export function nodesWhere(wanted: (node: PmNode) => boolean): (doc: PmNode) => Found<PmNode>[] {
  return blockwise<PmNode>((block, found) =>
    eachNode(block, (node, at) => {
      if (!wanted(node)) return !node.isTextblock;
      found(node, at);
      return false;
    }),
  );
}
