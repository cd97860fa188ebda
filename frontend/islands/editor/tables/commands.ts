// What can be done to a table, as ProseMirror commands: rows and columns come, go and change places.
import type { Node as PmNode } from "@tiptap/pm/model";
import { type Command, NodeSelection, TextSelection, type Transaction } from "@tiptap/pm/state";
import { addColSpan, addRow, CellSelection, deleteColumn, deleteRow, deleteTable } from "@tiptap/pm/tables";
import {
  type Axis,
  asHeader,
  bands,
  cellAt,
  type Grid,
  gridAt,
  headersOf,
  isHeader,
  range,
  reordered,
  replaceTable,
  type Spot,
  selectCells,
  size,
  spotOf,
  stripe,
  wholeBands,
} from "./grid";
import { columnWidths, NEW_WIDTH } from "./widths";

/** A command that needs a table around the selection. */
export function inTable(act: (spot: Spot, tr: Transaction) => Transaction | null): Command {
  return (state, dispatch) => {
    const spot = spotOf(state);
    const tr = spot && act(spot, state.tr);
    if (!tr) return false;
    dispatch?.(tr.scrollIntoView());
    return true;
  };
}

/** A new row (column) before or after the selected ones; the caret goes into it. */
export function insert(axis: Axis, side: "before" | "after"): Command {
  return inTable((spot, tr) => {
    const [from, to] = range(spot.rect, axis);
    const index = side === "before" ? from : to;
    insertAt(tr, spot, axis, index);
    const [row, column] = axis === "row" ? [index, spot.rect.left] : [spot.rect.top, index];
    return caretIn(tr, spot.pos, row, column);
  });
}

export function insertAt(tr: Transaction, grid: Grid, axis: Axis, index: number): Transaction {
  const headers = headersOf(grid);
  const widths = columnWidths(grid.table);
  const rect = { ...stripe(grid, axis, 0, 1), map: grid.map, table: grid.table, tableStart: grid.start };
  if (axis === "row") addRow(tr, rect, index);
  else addColumn(tr, grid, index);
  const next = gridAt(tr.doc, grid.pos);
  if (!next) return tr;
  const sized = axis === "column" && widths.every((width) => width !== null);
  const lead = index === 0 && headers[axis];
  if (!sized && !lead) return tr;
  return eachCell(tr, next, (cell, row, column) => {
    const place = axis === "row" ? row : column;
    const fresh = sized && column === index && cell.attrs.colspan === 1;
    const attrs = fresh ? { ...cell.attrs, colwidth: [NEW_WIDTH] } : cell.attrs;
    const crossing = axis === "row" ? headers.column && column === 0 : headers.row && row === 0;
    const header = lead && place < 2 ? place === 0 || crossing : null;
    const typed = header === null ? cell : asHeader(cell, header);
    return attrs === cell.attrs && typed === cell ? null : { type: typed.type, attrs };
  });
}

type Spans = Parameters<typeof addColSpan>[0];

/** As `addColumn` of prosemirror-tables, which wants a transaction of its own. From the last row up, so that positions hold. */
function addColumn(tr: Transaction, grid: Grid, column: number): void {
  const { map, table, start } = grid;
  const { nodes } = table.type.schema;
  for (let row = map.height - 1; row >= 0; row -= 1) {
    const [before, at] = [cellAt(grid, row, column - 1), cellAt(grid, row, column)];
    if (column > 0 && column < map.width && before === at) {
      const cell = table.nodeAt(at);
      const { top, left } = map.findCell(at);
      if (cell && top === row) tr.setNodeMarkup(start + at, null, addColSpan(cell.attrs as Spans, column - left));
      continue;
    }
    const heads = map.cellsInRect(stripe(grid, "row", row, row + 1)).every((pos) => isHeader(table.nodeAt(pos)));
    const cell = nodes[heads ? "tableHeader" : "tableCell"]?.createAndFill();
    if (cell) tr.insert(start + map.positionAt(row, column, table), cell);
  }
}

type Change = { type: PmNode["type"]; attrs: PmNode["attrs"] } | null;

/** Changes type and attributes of cells, not their content. */
export function eachCell(
  tr: Transaction,
  grid: Grid,
  change: (cell: PmNode, row: number, column: number) => Change,
): Transaction {
  const { table, start, map } = grid;
  table.forEach((rowNode, offset, row) => {
    rowNode.forEach((cell, inner) => {
      const at = offset + 1 + inner;
      const found = change(cell, row, map.findCell(at).left);
      if (found) tr.setNodeMarkup(start + at, found.type, found.attrs, cell.marks);
    });
  });
  return tr;
}

function caretIn(tr: Transaction, pos: number, row: number, column: number): Transaction {
  const grid = gridAt(tr.doc, pos);
  if (!grid) return tr;
  const cell = cellAt(grid, Math.min(row, grid.map.height - 1), Math.min(column, grid.map.width - 1));
  return tr.setSelection(TextSelection.near(tr.doc.resolve(grid.start + cell + 1), 1));
}

/** The selected rows (columns) go; with the last of them the whole table. */
export function remove(axis: Axis): Command {
  return (state, dispatch) => {
    const spot = spotOf(state);
    if (!spot) return false;
    const [from, to] = range(spot.rect, axis);
    if (to - from === size(spot, axis)) return deleteTable(state, dispatch);
    const command = axis === "row" ? deleteRow : deleteColumn;
    return command(
      state,
      dispatch &&
        ((tr) => {
          const [row, column] = axis === "row" ? [from, spot.rect.left] : [spot.rect.top, from];
          dispatch(caretIn(tr, spot.pos, row, column).scrollIntoView());
        }),
    );
  };
}

export const removeTable: Command = (state, dispatch) => {
  const { selection } = state;
  if (selection instanceof NodeSelection && selection.node.type.spec.tableRole === "table") {
    dispatch?.(state.tr.deleteSelection().scrollIntoView());
    return true;
  }
  return deleteTable(state, dispatch);
};

/** Moves the selected rows (columns) by one place, over what merged cells hold together. */
export function shift(axis: Axis, by: -1 | 1): Command {
  return inTable((spot, tr) => {
    const [from, to] = wholeBands(spot, axis, ...range(spot.rect, axis));
    const all = bands(spot, axis);
    const next = by < 0 ? all.find(([, end]) => end === from) : all.find(([first]) => first === to);
    if (!next) return null;
    return move(tr, spot, axis, [from, to], by < 0 ? next[0] : next[1]);
  });
}

/**
 * Moves the rows (columns) `from` … `to` before the one at `target` (counted before the move; the size is the end).
 * Null when nothing would change or a merged cell stands across that place. The selection goes along.
 */
export function move(
  tr: Transaction,
  grid: Grid,
  axis: Axis,
  [from, to]: [number, number],
  target: number,
): Transaction | null {
  const blocked = bands(grid, axis).some(([first, end]) => target > first && target < end);
  if (blocked || (target >= from && target <= to)) return null;
  const order = [...Array(size(grid, axis)).keys()];
  const moved = order.splice(from, to - from);
  const at = target > from ? target - moved.length : target;
  order.splice(at, 0, ...moved);
  const { selection } = tr;
  const keep = placeOf(tr, grid);
  replaceTable(tr, grid, reordered(grid, axis, order));
  if (selection instanceof CellSelection || !keep) {
    const next = gridAt(tr.doc, grid.pos);
    return next && selectCells(tr, grid.pos, stripe(next, axis, at, at + moved.length));
  }
  const places = new Map(order.map((old, index) => [old, index]));
  const row = axis === "row" ? (places.get(keep.row) ?? keep.row) : keep.row;
  const column = axis === "column" ? (places.get(keep.column) ?? keep.column) : keep.column;
  const next = gridAt(tr.doc, grid.pos);
  if (!next) return tr;
  return tr.setSelection(TextSelection.near(tr.doc.resolve(next.start + cellAt(next, row, column) + keep.offset)));
}

/** The cell of the caret and how far inside the caret stands. */
function placeOf(tr: Transaction, grid: Grid): { row: number; column: number; offset: number } | null {
  const { $from } = tr.selection;
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    const role = $from.node(depth).type.spec.tableRole;
    if (role !== "cell" && role !== "header_cell") continue;
    if ($from.before(depth - 2) !== grid.pos) return null;
    const pos = $from.before(depth);
    const { top, left } = grid.map.findCell(pos - grid.start);
    return { row: top, column: left, offset: $from.pos - pos };
  }
  return null;
}

/** Selects whole rows, whole columns or the whole table around what is selected. */
export function select(what: Axis | "table"): Command {
  return inTable((spot, tr) => {
    if (what === "table") return selectCells(tr, spot.pos, stripe(spot, "row", 0, spot.map.height));
    return selectCells(tr, spot.pos, stripe(spot, what, ...range(spot.rect, what)));
  });
}

/** Header row, header column: on when it is not wholly there, else off. */
export function toggleHeader(axis: Axis): Command {
  return inTable((spot, tr) => {
    const headers = headersOf(spot);
    const on = !headers[axis];
    return eachCell(tr, spot, (cell, row, column) => {
      if ((axis === "row" ? row : column) !== 0) return null;
      const crossing = axis === "row" ? headers.column && column === 0 : headers.row && row === 0;
      const typed = asHeader(cell, on || crossing);
      return typed === cell ? null : { type: typed.type, attrs: cell.attrs };
    });
  });
}

/** Sets attributes of the table itself: numbered rows, layout. */
export function setTable(attrs: (table: PmNode) => Record<string, unknown>): Command {
  return inTable(({ table, pos }, tr) => tr.setNodeMarkup(pos, null, { ...table.attrs, ...attrs(table) }));
}

export const toggleNumbers: Command = setTable((table) => ({
  isNumberColumnEnabled: table.attrs.isNumberColumnEnabled ? null : true,
}));

/** Sets an attribute (background, valign) of every selected cell. */
export function setCells(name: string, value: unknown): Command {
  return inTable(({ map, rect, table, start }, tr) => {
    for (const at of map.cellsInRect(rect)) {
      const cell = table.nodeAt(at);
      if (cell && cell.attrs[name] !== value) tr.setNodeAttribute(start + at, name, value);
    }
    return tr.docChanged ? tr : null;
  });
}

/** Backspace on whole rows or columns takes them away, on all cells the table; on other cells it only empties them. */
export const removeSelection: Command = (state, dispatch) => {
  const spot = spotOf(state);
  if (!spot || !(state.selection instanceof CellSelection)) return false;
  const { rect, map } = spot;
  const rows = rect.left === 0 && rect.right === map.width;
  const columns = rect.top === 0 && rect.bottom === map.height;
  if (!rows && !columns) return false;
  return remove(rows ? "row" : "column")(state, dispatch);
};

/** Ctrl+A: the cell's words, then all cells, then (by what comes after) the document. */
export const selectMore: Command = (state, dispatch) => {
  const spot = spotOf(state);
  if (!spot) return false;
  const { selection } = state;
  const { rect, map, start } = spot;
  if (selection instanceof CellSelection) {
    const all = rect.right - rect.left === map.width && rect.bottom - rect.top === map.height;
    return !all && select("table")(state, dispatch);
  }
  const at = start + cellAt(spot, rect.top, rect.left);
  const cell = state.doc.nodeAt(at);
  if (!cell) return false;
  const inside = TextSelection.between(state.doc.resolve(at + 1), state.doc.resolve(at + cell.nodeSize - 1));
  if (inside.empty || inside.eq(selection)) return select("table")(state, dispatch);
  dispatch?.(state.tr.setSelection(inside));
  return true;
};

/** After a table that ends the document: a paragraph to go on writing in. */
export const leaveBelow: Command = (state, dispatch) => {
  const spot = spotOf(state);
  const paragraph = state.schema.nodes.paragraph?.create();
  if (!spot || !paragraph || spot.rect.bottom < spot.map.height) return false;
  const after = spot.pos + spot.table.nodeSize;
  if (after < state.doc.content.size) return false;
  const tr = state.tr.insert(after, paragraph);
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, after + 1)).scrollIntoView());
  return true;
};

/** An empty table with a header row. */
export function newTable(schema: PmNode["type"]["schema"], rows: number, columns: number): PmNode {
  const paragraph = { type: "paragraph" };
  const row = (type: string) => ({
    type: "tableRow",
    content: Array.from({ length: columns }, () => ({ type, content: [paragraph] })),
  });
  const content = Array.from({ length: rows }, (_, index) => row(index === 0 ? "tableHeader" : "tableCell"));
  return schema.nodeFromJSON({ type: "table", content });
}
