// A double press in the empty room behind a line: Chromium would mark the break to the next block, and the next
// letter typed would join the two. The caret goes to the end of the line instead.
import { Extension } from "@tiptap/core";
import { Plugin, TextSelection } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";

export const Presses = Extension.create({
  name: "presses",
  addProseMirrorPlugins() {
    return [new Plugin({ props: { handleDoubleClick } })];
  },
});

export function handleDoubleClick(view: EditorView, pos: number, event: MouseEvent): boolean {
  const $pos = view.state.doc.resolve(pos);
  if (!$pos.parent.isTextblock || $pos.parentOffset !== $pos.parent.content.size) return false;
  const end = view.coordsAtPos(pos);
  const rtl = getComputedStyle(view.dom).direction === "rtl";
  const behind = rtl ? event.clientX < end.left - 1 : event.clientX > end.right + 1;
  if (!behind) return false;
  view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, pos)).setMeta("pointer", true));
  view.focus();
  return true;
}
