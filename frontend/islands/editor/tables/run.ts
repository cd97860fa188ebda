// Running a table command from a menu, a button or a key: the table is put right first, the focus goes to the text.
import type { Editor } from "@tiptap/core";
import type { Command, EditorState } from "@tiptap/pm/state";
import { isInTable } from "@tiptap/pm/tables";
import { yUndoPluginKey } from "@tiptap/y-tiptap";
import { announce } from "../ui/announce";
import { spotOf } from "./grid";
import { makeSound, repairKey } from "./repair";
import { type TableView, tableViewAt } from "./view";

/** Returns whether the command could do something; `said` is heard by screen readers when it did. */
export function run(editor: Editor, command: Command, said = ""): boolean {
  const { view } = editor;
  if (!editor.isEditable) return false;
  if (isInTable(view.state) && repairKey.getState(view.state)) makeSound(view);
  ownStep(view.state);
  const done = command(view.state, view.dispatch, view);
  view.focus();
  if (done && said) announce(said);
  return done;
}

/** What comes now is undone by itself, not together with the words typed a moment before. */
export function ownStep(state: EditorState): void {
  const undo = yUndoPluginKey.getState(state) as { undoManager?: { stopCapturing(): void } } | undefined;
  undo?.undoManager?.stopCapturing();
}

/** The view of the table with the caret. */
export function currentTable(editor: Editor): TableView | null {
  const spot = spotOf(editor.state);
  return spot && tableViewAt(editor, spot.pos);
}
