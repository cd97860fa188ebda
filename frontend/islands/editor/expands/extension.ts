// The keys of expands: up from the first line into the title, Backspace there takes an untitled one away.
import { type Editor, Extension } from "@tiptap/core";
import { t } from "../../../lib/words";
import type { Block } from "../behaviours/blocks";
import { atStart, expandOf, focusTitle, insertExpand, unwrapExpand } from "./commands";

export const Expands = Extension.create({
  name: "expands",
  priority: 230,
  addKeyboardShortcuts() {
    const { editor } = this;
    return {
      ArrowUp: () => intoTitle(editor),
      Backspace: () => leave(editor),
    };
  },
});

function intoTitle(editor: Editor): boolean {
  const expand = expandOf(editor.state);
  if (!expand || !editor.state.selection.empty || !editor.view.endOfTextblock("up")) return false;
  const { $from } = editor.state.selection;
  const first = editor.state.doc.resolve(expand.pos + 1);
  for (let depth = first.depth; depth < $from.depth; depth += 1) if ($from.index(depth) > 0) return false;
  return focusTitle(editor, expand.pos);
}

function leave(editor: Editor): boolean {
  const expand = expandOf(editor.state);
  if (!expand || !atStart(editor.state, expand) || editor.state.selection.$from.parent.type.name !== "paragraph") {
    return false;
  }
  if (expand.node.attrs.title) return focusTitle(editor, expand.pos);
  return unwrapExpand(expand.pos)(editor.state, editor.view.dispatch);
}

export function expandBlock(): Block {
  return {
    id: "expand",
    title: t("Expand"),
    hint: "",
    icon: "expand",
    group: "structure",
    words: "toggle collapse details fold spoiler",
    run: insertExpand,
  };
}
