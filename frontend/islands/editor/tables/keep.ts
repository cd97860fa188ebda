// Where one stands in a table while it changes by what Yjs brings: the edits of others, and one's own undo.
import { type EditorState, TextSelection, type Transaction } from "@tiptap/pm/state";
import { CellSelection } from "@tiptap/pm/tables";
import { ySyncPluginKey } from "@tiptap/y-tiptap";
import { cellAt, gridAt, spotOf } from "./grid";

interface Brought {
  isChangeOrigin?: boolean;
  isUndoRedoOperation?: boolean;
}

const brought = (tr: Transaction) => tr.getMeta(ySyncPluginKey) as Brought | undefined;

/** Not typed here a moment ago: somebody else's edit, or an undo. */
export function fromElsewhere(tr: Transaction): boolean {
  return Boolean(brought(tr)?.isChangeOrigin);
}

export function keepPlace(
  transactions: readonly Transaction[],
  old: EditorState,
  state: EditorState,
): Transaction | null {
  const undone = transactions.some((tr) => brought(tr)?.isUndoRedoOperation);
  return undone ? stayInTable(old, state) : keepCells(old, state);
}

/** After an undo that Yjs could not follow: the same cell, or the nearest that is left. */
function stayInTable(old: EditorState, state: EditorState): Transaction | null {
  const [before, after] = [spotOf(old), spotOf(state)];
  const grid = before && !after ? gridAt(state.doc, before.pos) : null;
  // Where something else was undone, Yjs has gone there on purpose.
  if (!before || !grid || grid.map.problems || before.table.eq(grid.table)) return null;
  const row = Math.min(before.rect.top, grid.map.height - 1);
  const column = Math.min(before.rect.left, grid.map.width - 1);
  const at = grid.start + cellAt(grid, row, column) + 1;
  return state.tr.setSelection(TextSelection.near(state.doc.resolve(at), 1));
}

/** Yjs gives back a selection of text after every edit of somebody else: selected cells stay selected. */
function keepCells(old: EditorState, state: EditorState): Transaction | null {
  const { selection } = old;
  if (!(selection instanceof CellSelection) || state.selection instanceof CellSelection) return null;
  const [anchor, head] = [selection.$anchorCell.pos, selection.$headCell.pos].map((pos) => moved(old, state, pos));
  const isCell = (pos: number | undefined) => {
    const role = pos === undefined ? "" : state.doc.nodeAt(pos)?.type.spec.tableRole;
    return role === "cell" || role === "header_cell";
  };
  if (anchor === undefined || head === undefined || !isCell(anchor) || !isCell(head)) return null;
  const [$anchor, $head] = [state.doc.resolve(anchor), state.doc.resolve(head)];
  if ($anchor.before(-1) !== $head.before(-1)) return null;
  return state.tr.setSelection(new CellSelection($anchor, $head) as never);
}

/** Where a position of the old document stands in the new one, when all that is known is the two documents. */
function moved(old: EditorState, state: EditorState, pos: number): number | undefined {
  const start = old.doc.content.findDiffStart(state.doc.content);
  const end = old.doc.content.findDiffEnd(state.doc.content);
  if (start === null || !end || pos < start) return pos;
  return pos >= end.a ? pos + end.b - end.a : pos;
}
