// A position that keeps its place in the words while others type: remote edits replace the whole ProseMirror
// document, so mapping through steps would lose it; Yjs relative positions do not.
import type { Editor, EditorEvents } from "@tiptap/core";

export interface Followed {
  readonly pos: number;
  stop(): void;
}

export function follow(editor: Editor, position: number): Followed {
  let current = editor.utils.createMappablePosition(position);
  const move = ({ transaction }: EditorEvents["transaction"]) => {
    if (transaction.docChanged) current = editor.utils.getUpdatedPosition(current, transaction).position;
  };
  editor.on("transaction", move);
  return {
    get pos() {
      return Math.min(current.position, editor.state.doc.content.size);
    },
    stop: () => void editor.off("transaction", move),
  };
}
