// A table as rows and columns: where the selection stands in it, what its headers are, how its parts change places.
import { Fragment, type Node as PmNode } from "@tiptap/pm/model";
import type { EditorState, Transaction } from "@tiptap/pm/state";
import { CellSelection, isInTable, type Rect, selectedRect, TableMap } from "@tiptap/pm/tables";
import { movesBlocks } from "../behaviours/places";

export type Axis = "row" | "column";

export interface Grid {
  table: PmNode;
  /** Before the table. */
  pos: number;
  /** Before its first row. */
  start: number;
  map: TableMap;
}

export interface Spot extends Grid {
  /** The selected cells, or the one with the caret. */
  rect: Rect;
}

export interface Headers {
  row: boolean;
  column: boolean;
}

/** The table around the selection; null outside of tables and in one that is not rectangular at the moment. */
export function spotOf(state: EditorState): Spot | null {
  if (!isInTable(state)) return null;
  const grid = gridAround(state);
  if (!grid || grid.map.problems) return null;
  const { left, top, right, bottom } = selectedRect(state);
  return { ...grid, rect: { left, top, right, bottom } };
}

function gridAround(state: EditorState): Grid | null {
  const $at = state.selection.$from;
  for (let depth = $at.depth; depth > 0; depth -= 1) {
    if ($at.node(depth).type.spec.tableRole === "table") return gridAt(state.doc, $at.before(depth));
  }
  return null;
}

export function gridAt(doc: PmNode, pos: number): Grid | null {
  const table = doc.nodeAt(pos);
  if (table?.type.spec.tableRole !== "table") return null;
  return { table, pos, start: pos + 1, map: TableMap.get(table) };
}

export function size({ map }: Grid, axis: Axis): number {
  return axis === "row" ? map.height : map.width;
}

export function range(rect: Rect, axis: Axis): [from: number, to: number] {
  return axis === "row" ? [rect.top, rect.bottom] : [rect.left, rect.right];
}

/** Position inside the table of the cell that covers a place. */
export function cellAt({ map }: Grid, row: number, column: number): number {
  return map.map[row * map.width + column] ?? 0;
}

export function isHeader(cell: PmNode | null | undefined): boolean {
  return cell?.type.spec.tableRole === "header_cell";
}

/** Whether the whole first row, the whole first column are headers. */
export function headersOf(grid: Grid): Headers {
  const all = (cells: number[]) => cells.every((pos) => isHeader(grid.table.nodeAt(pos)));
  const { map } = grid;
  return {
    row: all(map.cellsInRect({ left: 0, top: 0, right: map.width, bottom: 1 })),
    column: all(map.cellsInRect({ left: 0, top: 0, right: 1, bottom: map.height })),
  };
}

/** Runs of rows (columns) that merged cells hold together: they move as one. Each is [first, one past the last]. */
export function bands(grid: Grid, axis: Axis): [number, number][] {
  const { map } = grid;
  const other = axis === "row" ? map.width : map.height;
  const held = (index: number) =>
    [...Array(other).keys()].some((at) =>
      axis === "row"
        ? cellAt(grid, index, at) === cellAt(grid, index - 1, at)
        : cellAt(grid, at, index) === cellAt(grid, at, index - 1),
    );
  const found: [number, number][] = [];
  for (let index = 0; index < size(grid, axis); index += 1) {
    const last = found.at(-1);
    if (last && held(index)) last[1] = index + 1;
    else found.push([index, index + 1]);
  }
  return found;
}

/** The selected rows (columns), widened to whole bands. */
export function wholeBands(grid: Grid, axis: Axis, from: number, to: number): [number, number] {
  const touched = bands(grid, axis).filter(([first, end]) => first < to && end > from);
  return [touched[0]?.[0] ?? from, touched.at(-1)?.[1] ?? to];
}

/** The same table with its rows (columns) in another order: `order[new] = old`. Headers stay where headers are. */
export function reordered(grid: Grid, axis: Axis, order: number[]): PmNode {
  const { table, map } = grid;
  const headers = headersOf(grid);
  const places = new Map(order.map((old, index) => [old, index]));
  const newRow = (row: number) => (axis === "row" ? (places.get(row) ?? row) : row);
  const newColumn = (column: number) => (axis === "column" ? (places.get(column) ?? column) : column);
  const rows = [...Array(map.height).keys()].map((row) => {
    const node = table.child(axis === "row" ? (order[row] ?? row) : row);
    return { node, cells: [] as { column: number; cell: PmNode }[] };
  });
  table.forEach((node, offset, row) => {
    node.forEach((cell, inner) => {
      const { left } = map.findCell(offset + 1 + inner);
      const [toRow, column] = [newRow(row), newColumn(left)];
      const typed = headers.row || headers.column ? retyped(cell, headers, [row, left], [toRow, column]) : cell;
      rows[toRow]?.cells.push({ column, cell: typed });
    });
  });
  return table.copy(
    Fragment.from(
      rows.map(({ node, cells }) => {
        const sorted = [...cells].sort((a, b) => a.column - b.column).map(({ cell }) => cell);
        // The row itself where nothing in it has changed: what is the same node keeps its place in Yjs.
        const same = sorted.length === node.childCount && sorted.every((cell, at) => cell === node.child(at));
        return same ? node : node.copy(Fragment.from(sorted));
      }),
    ),
  );
}

type Place = [row: number, column: number];

function retyped(cell: PmNode, headers: Headers, old: Place, now: Place): PmNode {
  const heads = ([row, column]: Place) => (headers.row && row === 0) || (headers.column && column === 0);
  if (heads(old) === heads(now)) return cell;
  return asHeader(cell, heads(now));
}

export function asHeader(cell: PmNode, header: boolean): PmNode {
  const type = cell.type.schema.nodes[header ? "tableHeader" : "tableCell"];
  return type && type !== cell.type ? type.create(cell.attrs, cell.content, cell.marks) : cell;
}

/** Puts a table in place of another, changing as little as may be: what is equal at both ends stays untouched. */
export function replaceTable(tr: Transaction, grid: Grid, next: PmNode): Transaction {
  const { table, start } = grid;
  let [first, last] = [0, 0];
  const most = Math.min(table.childCount, next.childCount);
  while (first < most && table.child(first).eq(next.child(first))) first += 1;
  while (last < most - first && table.child(table.childCount - 1 - last).eq(next.child(next.childCount - 1 - last))) {
    last += 1;
  }
  const offset = (node: PmNode, index: number) => {
    let at = 0;
    for (let i = 0; i < index; i += 1) at += node.child(i).nodeSize;
    return at;
  };
  const content = next.content.cut(offset(next, first), offset(next, next.childCount - last));
  const [from, to] = [start + offset(table, first), start + offset(table, table.childCount - last)];
  return movesBlocks(tr.replaceWith(from, to, content));
}

/** Selects a rectangle of cells of the table that stands at `pos`. */
export function selectCells(tr: Transaction, pos: number, rect: Rect): Transaction {
  const grid = gridAt(tr.doc, pos);
  if (!grid) return tr;
  const anchor = cellAt(grid, rect.top, rect.left);
  const head = cellAt(grid, rect.bottom - 1, rect.right - 1);
  return tr.setSelection(CellSelection.create(tr.doc, grid.start + anchor, grid.start + head) as never);
}

/** The whole row (column) from `from` to `to`. */
export function stripe(grid: Grid, axis: Axis, from: number, to: number): Rect {
  const { width, height } = grid.map;
  return axis === "row"
    ? { left: 0, right: width, top: from, bottom: to }
    : { left: from, right: to, top: 0, bottom: height };
}
