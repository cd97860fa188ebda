// Tables in the editor: plugins, keys, clipboard. The commands are in commands.ts, what is seen in view.ts and grips.ts.
import { type Editor, Extension } from "@tiptap/core";
import { Plugin, PluginKey } from "@tiptap/pm/state";
import { isInTable, tableEditing } from "@tiptap/pm/tables";
import type { Awareness } from "y-protocols/awareness";
import { cellsAsText, pasteCells } from "./clipboard";
import { tableKeys } from "./keys";
import { repairPlugin } from "./repair";
import { currentTable } from "./run";

export interface TablesOptions {
  awareness: Awareness | null;
}

export const Tables = Extension.create<TablesOptions>({
  name: "tables",
  // Before the keys of the text: they know nothing of selected cells.
  priority: 250,
  addOptions: () => ({ awareness: null }),
  addKeyboardShortcuts() {
    return tableKeys(this.editor);
  },
  addProseMirrorPlugins() {
    const { editor } = this;
    const { awareness } = this.options;
    // tableEditing puts tables right after every change; repair.ts does that with other people in mind.
    const editing = tableEditing({ allowTableNodeSelection: true });
    const normalise = editing.spec.appendTransaction;
    editing.spec.appendTransaction = (transactions, _old, state) =>
      normalise?.call(editing, transactions, state, state);
    return [
      new Plugin({
        key: new PluginKey("tableClipboard"),
        props: {
          handlePaste: (view, event, slice) => pasteCells(view, event, slice),
          clipboardTextSerializer: (_slice, view) => cellsAsText(view.state) ?? "",
        },
      }),
      repairPlugin(() => rank(awareness)),
      editing,
      gripsPlugin(editor),
    ];
  },
});

/** How many of those who have the page open come before this browser. */
function rank(awareness: Awareness | null): number {
  if (!awareness) return 0;
  return [...awareness.getStates().keys()].filter((id) => id < awareness.clientID).length;
}

/** The grips stand at the cell with the caret; the pointer takes them elsewhere until a key is pressed. */
function gripsPlugin(editor: Editor): Plugin {
  let held: ReturnType<typeof currentTable> = null;
  let asked = 0;
  const follow = () => {
    asked = 0;
    if (editor.isDestroyed) return;
    const table = currentTable(editor);
    if (held && held !== table) held.grips.hold(null);
    held = table;
    const { node } = editor.view.domAtPos(editor.state.selection.head);
    const cell = (node instanceof Element ? node : node.parentElement)?.closest("td, th");
    if (table && cell) table.grips.hold(cell as HTMLTableCellElement);
  };
  return new Plugin({
    key: new PluginKey("tableGrips"),
    props: { handleDOMEvents: { keydown: () => held?.grips.leavePointer() } },
    view: () => ({
      update: ({ state }) => {
        if (held || isInTable(state)) asked ||= requestAnimationFrame(follow);
      },
      destroy: () => cancelAnimationFrame(asked),
    }),
  });
}
