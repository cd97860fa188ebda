// Undo takes back one's own edits only: y-prosemirror's manager follows the transactions of this editor, never those
// that came over the wire. Edits of the same half second are one step, unless they were asked for one by one.
import type { Editor } from "@tiptap/core";
import { yUndoPluginKey } from "@tiptap/y-tiptap";
import type { UndoManager } from "yjs";

/** What `act` does is a step of its own for undo. */
export function asOneStep<T>(editor: Editor, act: () => T): T {
  const manager = (yUndoPluginKey.getState(editor.state) as { undoManager?: UndoManager } | undefined)?.undoManager;
  manager?.stopCapturing();
  const result = act();
  manager?.stopCapturing();
  return result;
}
