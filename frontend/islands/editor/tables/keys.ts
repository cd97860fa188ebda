// The keys of tables. The sheet on "?" lists them too: behaviours/shortcuts.ts.
import type { Editor } from "@tiptap/core";
import { type Command, Selection } from "@tiptap/pm/state";
import { CellSelection, goToNextCell, isInTable, nextCell as nextCellAt } from "@tiptap/pm/tables";
import { t } from "../../../lib/words";
import { insert, leaveBelow, remove, removeSelection, selectMore, shift } from "./commands";
import { type Axis, range, spotOf } from "./grid";
import { openWholeMenu } from "./menu";
import { currentTable, run } from "./run";
import { drawnWidths, widen } from "./widths";

const WIDER = 24;

export function tableKeys(editor: Editor): Record<string, () => boolean> {
  const key =
    (command: Command, said = "") =>
    () =>
      isInTable(editor.state) && run(editor, command, said);
  // In a table such a key does nothing rather than what it does elsewhere.
  const own =
    (command: Command, said = "") =>
    () => {
      if (!isInTable(editor.state)) return false;
      run(editor, command, said);
      return true;
    };
  const move = (axis: Axis, by: -1 | 1) => own(shift(axis, by), axis === "row" ? t("Row moved.") : t("Column moved."));
  const wide = (by: number) =>
    own((state, dispatch) => {
      const [table, spot] = [currentTable(editor), spotOf(state)];
      if (!table || !spot) return false;
      return widen(drawnWidths(table.table, table.node), range(spot.rect, "column"), by)(state, dispatch);
    });
  return {
    ...extending(editor),
    // Browsers stop at the cell.
    "Mod-End": () => toEdge(editor, Selection.atEnd(editor.state.doc)),
    "Mod-Home": () => toEdge(editor, Selection.atStart(editor.state.doc)),
    Tab: () => nextCell(editor),
    "Shift-Tab": () => !inItem(editor) && key(goToNextCell(-1))(),
    Backspace: key(removeSelection),
    "Mod-Backspace": key(removeSelection),
    "Mod-a": key(selectMore),
    ArrowDown: () => atBottom(editor) && key(leaveBelow)(),
    "Ctrl-Alt-ArrowUp": own(insert("row", "before"), t("Row inserted.")),
    "Ctrl-Alt-ArrowDown": own(insert("row", "after"), t("Row inserted.")),
    "Ctrl-Alt-ArrowLeft": own(insert("column", "before"), t("Column inserted.")),
    "Ctrl-Alt-ArrowRight": own(insert("column", "after"), t("Column inserted.")),
    "Alt-Shift-ArrowUp": move("row", -1),
    "Alt-Shift-ArrowDown": move("row", 1),
    "Alt-Shift-ArrowLeft": move("column", -1),
    "Alt-Shift-ArrowRight": move("column", 1),
    "Ctrl-Alt-Backspace": own(remove("row"), t("Row deleted.")),
    "Ctrl-Alt-Shift-Backspace": own(remove("column"), t("Column deleted.")),
    "Ctrl-Alt-.": wide(WIDER),
    "Ctrl-Alt-,": wide(-WIDER),
    "Alt-ArrowDown": () => {
      const table = currentTable(editor);
      if (table) openWholeMenu(editor, table.grips.anchor);
      return table !== null;
    },
  };
}

function toEdge(editor: Editor, selection: Selection): boolean {
  editor.view.dispatch(editor.state.tr.setSelection(selection).scrollIntoView());
  return true;
}

/** Selected cells grow up to the edge of the table and no further. */
function extending(editor: Editor): Record<string, () => boolean> {
  const stop = (axis: "horiz" | "vert", by: -1 | 1) => () => {
    const { selection } = editor.state;
    return selection instanceof CellSelection && nextCellAt(selection.$headCell, axis, by) === null;
  };
  return {
    "Shift-ArrowLeft": stop("horiz", -1),
    "Shift-ArrowRight": stop("horiz", 1),
    "Shift-ArrowUp": stop("vert", -1),
    "Shift-ArrowDown": stop("vert", 1),
  };
}

/** Tab: the next cell, after the last one a new row. In a list it indents, as everywhere. */
function nextCell(editor: Editor): boolean {
  if (!isInTable(editor.state) || inItem(editor)) return false;
  if (run(editor, goToNextCell(1))) return true;
  run(editor, insert("row", "after"), t("Row inserted."));
  const spot = spotOf(editor.state);
  if (spot && spot.rect.left > 0)
    editor.commands.setTextSelection(spot.start + (spot.map.map.at(-spot.map.width) ?? 0) + 2);
  return true;
}

function inItem(editor: Editor): boolean {
  const { $from } = editor.state.selection;
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    const { name, spec } = $from.node(depth).type;
    if (name === "listItem" || name === "taskItem" || name === "codeBlock") return true;
    if (spec.tableRole) return false;
  }
  return false;
}

function atBottom(editor: Editor): boolean {
  const { selection } = editor.state;
  if (selection instanceof CellSelection || !selection.empty) return false;
  const { $from } = selection;
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    const { tableRole } = $from.node(depth).type.spec;
    if (tableRole === "cell" || tableRole === "header_cell") return editor.view.endOfTextblock("down");
    if ($from.indexAfter(depth - 1) < $from.node(depth - 1).childCount && !$from.node(depth - 1).type.spec.tableRole) {
      return false;
    }
  }
  return false;
}
