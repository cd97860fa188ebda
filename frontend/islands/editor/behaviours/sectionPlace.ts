// Where a section is filled: a link to `#section-KEY` leads to its first prompt, or into the line under its heading.
import type { Node as PmNode } from "@tiptap/pm/model";

const ANCHOR = /^#(section-[a-z0-9_-]+)$/;

/** The place in the document that the hash names; null for any other hash, and where the section is gone. */
export function sectionPlace(doc: PmNode, hash: string): number | null {
  const id = ANCHOR.exec(hash)?.[1];
  if (!id) return null;
  let heading: { end: number; level: number } | null = null;
  let prompt: number | null = null;
  let line: number | null = null;
  let isOver = false;
  doc.descendants((node, pos) => {
    if (isOver) return false;
    if (node.type.name === "heading") {
      if (heading) isOver = Number(node.attrs.level) <= heading.level;
      else if (node.attrs.localId === id) heading = { end: pos + node.nodeSize - 1, level: Number(node.attrs.level) };
    } else if (heading) {
      if (node.type.name === "placeholder") prompt ??= pos;
      else if (node.isTextblock) line ??= pos + 1;
    }
    return true;
  });
  return prompt ?? line ?? (heading as { end: number } | null)?.end ?? null;
}
