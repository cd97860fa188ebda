// Keys that the schema's own commands do not bring.
import { type Editor, Extension } from "@tiptap/core";
import { indentItem, outdentItem, splitItem, toggleItems, unwrapItem } from "./items";

const run = (editor: Editor, command: typeof splitItem) => command(editor.state, editor.view.dispatch);

export const Keys = Extension.create({
  name: "keys",
  priority: 200,
  addKeyboardShortcuts() {
    const { editor } = this;
    const headings = [1, 2, 3, 4, 5, 6].map((level) => [
      `Mod-Alt-${level}`,
      () => editor.commands.toggleNode("heading", "paragraph", { level }),
    ]);
    return {
      ...Object.fromEntries(headings),
      "Mod-Alt-0": () => editor.commands.setNode("paragraph"),
      "Mod-Shift-7": () => editor.commands.toggleList("orderedList", "listItem"),
      "Mod-Shift-8": () => editor.commands.toggleList("bulletList", "listItem"),
      "Mod-Shift-9": () => run(editor, toggleItems("taskItem")),
      "Mod-Shift-b": () => editor.commands.toggleWrap("blockquote"),
      Enter: () => run(editor, splitItem) || editor.commands.splitListItem("listItem") || leaveCode(editor),
      "Shift-Enter": () => !inCode(editor) && editor.commands.insertContent({ type: "hardBreak" }),
      "Mod-Enter": () => editor.commands.exitCode(),
      Backspace: () => editor.commands.undoInputRule() || run(editor, unwrapItem) || backToParagraph(editor),
      Tab: () => indent(editor),
      "Shift-Tab": () => run(editor, outdentItem) || editor.commands.liftListItem("listItem"),
      ArrowDown: () => below(editor),
    };
  },
});

function inCode(editor: Editor): boolean {
  return editor.state.selection.$from.parent.type.name === "codeBlock";
}

function indent(editor: Editor): boolean {
  if (run(editor, indentItem)) return true;
  if (inCode(editor)) return editor.commands.insertContent("  ");
  if (editor.isActive("table")) return false;
  return editor.isActive("listItem") && (editor.commands.sinkListItem("listItem") || true);
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
