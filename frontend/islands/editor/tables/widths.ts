// Widths of columns, in pixels, as ADF's `colwidth` says them.
import type { Node as PmNode } from "@tiptap/pm/model";
import type { Command, Transaction } from "@tiptap/pm/state";
import { TableMap } from "@tiptap/pm/tables";
import { type Grid, spotOf } from "./grid";

export const MIN_WIDTH = 48;
export const NEW_WIDTH = 160;
export const NUMBER_WIDTH = 44;

/** One width for each column, null where none is set; the first row says it (the server reads it there too). */
export function columnWidths(table: PmNode): (number | null)[] {
  const widths: (number | null)[] = [];
  table.firstChild?.forEach((cell) => {
    const own = (cell.attrs.colwidth ?? []) as number[];
    for (let i = 0; i < Number(cell.attrs.colspan ?? 1); i += 1) widths.push(own[i] ? Number(own[i]) : null);
  });
  return widths;
}

/** Gives every column its width; null takes all widths away. */
export function setWidths(tr: Transaction, { table, start, map }: Grid, widths: number[] | null): Transaction {
  table.forEach((row, offset) => {
    row.forEach((cell, inner) => {
      const at = offset + 1 + inner;
      const { left, right } = map.findCell(at);
      const colwidth = widths?.slice(left, right).map(Math.round) ?? null;
      if (JSON.stringify(cell.attrs.colwidth) !== JSON.stringify(colwidth)) {
        tr.setNodeMarkup(start + at, null, { ...cell.attrs, colwidth }, cell.marks);
      }
    });
  });
  return tr;
}

/** Widths as the browser draws them now. */
export function drawnWidths(table: HTMLTableElement, node: PmNode): number[] {
  const map = TableMap.get(node);
  const cells = [...table.tBodies].flatMap((body) => [...body.rows]).map((row) => [...row.cells]);
  const widths: number[] = Array(map.width).fill(0);
  node.forEach((rowNode, offset, row) => {
    rowNode.forEach((cell, inner, index) => {
      const { left, right } = map.findCell(offset + 1 + inner);
      const dom = cells[row]?.[index];
      if (dom && right - left === 1 && cell.attrs.colspan === 1) widths[left] = dom.getBoundingClientRect().width;
    });
  });
  const known = widths.filter(Boolean);
  const mean = known.length ? known.reduce((sum, width) => sum + width, 0) / known.length : NEW_WIDTH;
  return widths.map((width) => Math.max(MIN_WIDTH, Math.round(width || mean)));
}

/** All columns alike, in the room they have together (`drawn`: as they stand now). */
export function evenOut(drawn: number[]): Command {
  const total = drawn.reduce((sum, width) => sum + width, 0);
  return widthCommand(drawn.map(() => total / drawn.length));
}

/** Widths after the right edge of the columns `from` … `to` moved: the next column gives or takes, so that the table
 * stays as wide as it is; past what that one has, and at the last column, the table itself changes. */
export function resized(widths: number[], [from, to]: [number, number], by: number): number[] {
  const result = widths.map((width, i) => (i >= from && i < to ? Math.max(MIN_WIDTH, width + by) : width));
  const gained = result.reduce((sum, width, i) => sum + width - (widths[i] ?? 0), 0);
  const next = widths[to];
  if (next !== undefined) result[to] = Math.max(MIN_WIDTH, next - gained);
  return result;
}

/** The columns `from` … `to` become wider or narrower by so many pixels. */
export function widen(drawn: number[], columns: [number, number], by: number): Command {
  return widthCommand(resized(drawn, columns, by));
}

/** Columns as wide as their words need, again. */
export const freeWidths: Command = widthCommand(null);

function widthCommand(widths: number[] | null): Command {
  return (state, dispatch) => {
    const spot = spotOf(state);
    if (!spot || (widths && widths.length !== spot.map.width)) return false;
    const tr = setWidths(state.tr, spot, widths);
    if (tr.docChanged) dispatch?.(tr);
    return true;
  };
}
