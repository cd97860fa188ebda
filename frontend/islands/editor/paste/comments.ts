// Comment marks stay with words that move inside their document; copies of them from elsewhere mean nothing here.
import type { Editor } from "@tiptap/core";
import { type Fragment, type Node as PmNode, Slice } from "@tiptap/pm/model";

export function withoutForeignComments(slice: Slice, editor: Editor, moving: boolean): Slice {
  if (moving) return slice;
  const here = new Set<string>();
  editor.state.doc.descendants((node) => {
    for (const mark of node.marks) if (mark.type.name === "annotation") here.add(String(mark.attrs.id));
  });
  const strip = (node: PmNode): PmNode => {
    if (!node.isText) return node.copy(mapped(node.content, strip));
    return node.mark(
      node.marks.filter(
        (mark) =>
          mark.type.name !== "annotation" || (known.has(String(mark.attrs.id)) && !here.has(String(mark.attrs.id))),
      ),
    );
  };
  const known = knownComments(editor, here);
  return new Slice(mapped(slice.content, strip), slice.openStart, slice.openEnd);
}

const seen = new WeakMap<Editor, Set<string>>();

/** Every comment that stood in this document since it was opened: a cut one may come back. */
function knownComments(editor: Editor, here: Set<string>): Set<string> {
  const all = seen.get(editor) ?? new Set<string>();
  for (const id of here) all.add(id);
  seen.set(editor, all);
  return all;
}

function mapped(fragment: Fragment, change: (node: PmNode) => PmNode) {
  let result = fragment;
  fragment.forEach((node, _offset, index) => {
    result = result.replaceChild(index, change(node));
  });
  return result;
}
