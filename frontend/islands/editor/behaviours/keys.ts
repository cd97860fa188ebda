// Keys that the schema's own commands do not bring: those of `shortcuts.ts`, and what Enter, Backspace, Tab and the
// arrows mean in lists, code and boxes.
import { type Editor, Extension } from "@tiptap/core";
import { Plugin } from "@tiptap/pm/state";
import { indentCode, outdentCode } from "./code";
import { indentBy, outdentAtStart } from "./formatting";
import { indentItem, itemKindAt, outdentItem, splitItem, unwrapItem } from "./items";
import { keyBindings } from "./shortcuts";

const run = (editor: Editor, command: typeof splitItem) => command(editor.state, editor.view.dispatch);

export const Keys = Extension.create({
  name: "keys",
  priority: 200,
  addKeyboardShortcuts() {
    const { editor } = this;
    return {
      ...keyBindings(editor),
      Enter: () => run(editor, splitItem) || editor.commands.splitListItem("listItem") || leaveCode(editor),
      "Shift-Enter": () => !inCode(editor) && editor.commands.insertContent({ type: "hardBreak" }),
      "Mod-Enter": () => editor.commands.exitCode(),
      Backspace: () =>
        editor.commands.undoInputRule() ||
        run(editor, outdentAtStart) ||
        run(editor, unwrapItem) ||
        backToParagraph(editor),
      Tab: () => indent(editor),
      "Shift-Tab": () => outdent(editor),
      "Mod-]": () => indent(editor),
      "Mod-[": () => outdent(editor),
      ArrowDown: () => below(editor),
    };
  },
  addProseMirrorPlugins: () => [wayOut()],
});

/** Tab means "indent" here, so Esc and then Tab leads out of the text, as it does everywhere else. */
function wayOut(): Plugin {
  let leaving = false;
  return new Plugin({
    props: {
      handleDOMEvents: {
        keydown: (_view, event) => {
          const out = leaving && event.key === "Tab";
          leaving = event.key === "Escape" || (leaving && event.key === "Shift");
          return out;
        },
      },
    },
  });
}

function inCode(editor: Editor): boolean {
  return editor.state.selection.$from.parent.type.name === "codeBlock";
}

/** Whether Tab would do something to the block at the caret; the tools on a phone stand for the key. */
export function canIndent(editor: Editor): boolean {
  const { $from } = editor.state.selection;
  return itemKindAt($from) !== null || inCode(editor) || editor.isActive("listItem") || indentBy(1)(editor.state);
}

export function indent(editor: Editor): boolean {
  if (run(editor, indentItem)) return true;
  if (run(editor, indentCode)) return true;
  if (editor.isActive("listItem")) return editor.commands.sinkListItem("listItem") || true;
  if (editor.isActive("table")) return false;
  return run(editor, indentBy(1)) || true;
}

export function outdent(editor: Editor): boolean {
  if (run(editor, outdentItem) || run(editor, outdentCode)) return true;
  if (editor.isActive("listItem")) return editor.commands.liftListItem("listItem") || true;
  if (editor.isActive("table")) return false;
  return editor.commands.liftListItem("listItem") || run(editor, indentBy(-1)) || true;
}

/** At the start of a heading, code block or list item: become plain, one level at a time. */
function backToParagraph(editor: Editor): boolean {
  const { $from, empty } = editor.state.selection;
  if (!empty || $from.parentOffset > 0) return false;
  const name = $from.parent.type.name;
  if (name === "heading" || (name === "codeBlock" && $from.parent.content.size === 0)) {
    return editor.commands.setNode("paragraph");
  }
  const first = $from.depth > 1 && $from.index(-1) === 0;
  return first && $from.node(-1).type.name === "listItem" && editor.commands.liftListItem("listItem");
}

/** Two empty lines at the end of a code block lead out of it. */
function leaveCode(editor: Editor): boolean {
  const { $from, empty } = editor.state.selection;
  if (!inCode(editor) || !empty || $from.parentOffset < $from.parent.content.size) return false;
  if (!$from.parent.textContent.endsWith("\n\n")) return false;
  return editor
    .chain()
    .command(({ tr }) => {
      tr.delete($from.pos - 2, $from.pos);
      return true;
    })
    .exitCode()
    .run();
}

/** From the last line of a block that holds the caret (code, table, panel at the end): a paragraph below. */
function below(editor: Editor): boolean {
  const { $from, empty } = editor.state.selection;
  const { doc } = editor.state;
  if (!empty || $from.depth === 0 || $from.after(1) < doc.content.size) return false;
  if ($from.node(1).type.name === "paragraph" || !editor.view.endOfTextblock("down")) return false;
  if ($from.pos < doc.content.size - $from.depth) return false;
  return editor.commands.insertContentAt(doc.content.size, { type: "paragraph" }, { updateSelection: true });
}
