// Copying a range of cells, and filling cells from one: from another table, or from a spreadsheet (HTML or tabs).
import { Fragment, type Node as PmNode, type Schema, type Slice } from "@tiptap/pm/model";
import type { EditorState, Transaction } from "@tiptap/pm/state";
import { CellSelection, __insertCells as insertCells, __pastedCells as pastedCells } from "@tiptap/pm/tables";
import type { EditorView } from "@tiptap/pm/view";
import { leafText } from "../behaviours/annotations";
import { insertAt } from "./commands";
import { cellAt, type Grid, gridAt, type Spot, selectCells, spotOf } from "./grid";
import { ownStep } from "./run";

/** What is pasted, cell by cell: rows of content, all of the same length. */
type Area = { content: Fragment; background: unknown }[][];

/** Selected cells as text: tabs between columns, so that a spreadsheet takes them as cells. */
export function cellsAsText(state: EditorState): string | null {
  const spot = spotOf(state);
  if (!spot || !(state.selection instanceof CellSelection)) return null;
  const { rect, table } = spot;
  const lines: string[] = [];
  for (let row = rect.top; row < rect.bottom; row += 1) {
    const words: string[] = [];
    for (let column = rect.left; column < rect.right; column += 1) {
      const at = cellAt(spot, row, column);
      const { top, left } = spot.map.findCell(at);
      const cell = top === row && left === column ? table.nodeAt(at) : null;
      words.push(quoted(cell?.textBetween(0, cell.content.size, "\n", leafText) ?? ""));
    }
    lines.push(words.join("\t"));
  }
  return lines.join("\n");
}

function quoted(words: string): string {
  return /[\t\n"]/.test(words) ? `"${words.replace(/"/g, '""')}"` : words;
}

/** Rows of cells out of text with tabs, as spreadsheets write it: a cell with a line break stands in quotes. */
export function parseTabs(text: string): string[][] {
  const rows: string[][] = [[]];
  const source = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  const pattern = /(?:"((?:[^"]|"")*)"(?=[\t\n]|$)|([^\t\n]*))([\t\n]|$)/gy;
  for (let found = pattern.exec(source); found; found = pattern.exec(source)) {
    rows.at(-1)?.push(found[1] === undefined ? (found[2] ?? "") : found[1].replace(/""/g, '"'));
    if (found[3] === "\n") rows.push([]);
    if (found[3] === "") break;
  }
  const width = Math.max(...rows.map((row) => row.length));
  return rows.map((row) => [...row, ...Array<string>(width - row.length).fill("")]);
}

/** Fills cells from the clipboard. False where it holds no cells, or the caret stands in no table. */
export function pasteCells(view: EditorView, event: ClipboardEvent, slice: Slice): boolean {
  const spot = spotOf(view.state);
  if (!spot) return false;
  ownStep(view.state);
  const data = event.clipboardData;
  const text = data?.getData("text/plain") ?? "";
  const html = data?.getData("text/html") ?? "";
  const cells = html ? pastedCells(slice) : null;
  if (cells) {
    const area = areaOf(cells.rows);
    if (!area || spans(spot, area)) return pasteSpanning(view, spot, cells);
    view.dispatch(fillCells(view.state.tr, spot, area).setMeta("paste", true).scrollIntoView());
    return true;
  }
  const many = view.state.selection instanceof CellSelection && text.trim().includes("\n");
  if (html || !(text.includes("\t") || many)) return false;
  const area = parseTabs(text).map((row) =>
    row.map((words) => ({ content: lines(view.state.schema, words), background: null })),
  );
  if (spans(spot, area)) return false;
  view.dispatch(fillCells(view.state.tr, spot, area).setMeta("paste", true).scrollIntoView());
  return true;
}

function lines(schema: Schema, words: string): Fragment {
  const { paragraph } = schema.nodes;
  const all = words.split("\n").map((line) => paragraph?.create(null, line ? schema.text(line) : null));
  return Fragment.from(all.filter((node): node is PmNode => node !== undefined));
}

/** Null when cells among them span others. */
function areaOf(rows: Fragment[]): Area | null {
  const area = rows.map((row) => row.content);
  if (area.flat().some(({ attrs }) => attrs.colspan > 1 || attrs.rowspan > 1)) return null;
  return area.map((row) => row.map(({ content, attrs }) => ({ content, background: attrs.background })));
}

/** Whether merged cells stand where the area would come to stand. */
function spans(spot: Spot, area: Area): boolean {
  const { map, rect } = spot;
  const { bottom, right } = target(spot, area);
  const inside = { ...rect, bottom: Math.min(bottom, map.height), right: Math.min(right, map.width) };
  const cells = map.cellsInRect(inside).map((at) => spot.table.nodeAt(at)?.attrs);
  return cells.some((attrs) => attrs?.colspan > 1 || attrs?.rowspan > 1);
}

/** Several selected cells take the area as often as it fits; else it goes from the first cell to where it ends. */
function target({ rect }: Spot, area: Area): { bottom: number; right: number } {
  const [height, width] = [area.length, area[0]?.length ?? 0];
  const [rows, columns] = [rect.bottom - rect.top, rect.right - rect.left];
  const fits = rows % height === 0 && columns % width === 0;
  return fits ? rect : { bottom: rect.top + height, right: rect.left + width };
}

export function fillCells(tr: Transaction, spot: Spot, area: Area): Transaction {
  const { top, left } = spot.rect;
  const { bottom, right } = target(spot, area);
  const grid = grown(tr, spot, bottom, right);
  const { schema } = spot.table.type;
  for (let row = bottom - 1; row >= top; row -= 1) {
    const source = area[(row - top) % area.length];
    for (let column = right - 1; column >= left; column -= 1) {
      const found = source?.[(column - left) % source.length];
      const at = grid.start + cellAt(grid, row, column);
      const cell = tr.doc.nodeAt(at);
      if (!found || !cell) continue;
      const content = found.content.size ? found.content : lines(schema, "");
      tr.replaceWith(at + 1, at + cell.nodeSize - 1, content);
      if (found.background) tr.setNodeAttribute(at, "background", found.background);
    }
  }
  return selectCells(tr, spot.pos, { top, left, bottom, right });
}

/** Adds the rows and columns that a rectangle down to `bottom` and `right` needs. */
function grown(tr: Transaction, spot: Spot, bottom: number, right: number): Grid {
  let grid: Grid = spot;
  for (const [axis, wanted] of [["row", bottom] as const, ["column", right] as const]) {
    for (let index = axis === "row" ? grid.map.height : grid.map.width; index < wanted; index += 1) {
      insertAt(tr, grid, axis, index);
      grid = gridAt(tr.doc, spot.pos) ?? grid;
    }
  }
  return grid;
}

/** With merged cells on either side the cells themselves are put in. */
function pasteSpanning(view: EditorView, spot: Spot, cells: NonNullable<ReturnType<typeof pastedCells>>): boolean {
  insertCells(
    view.state,
    (tr) => view.dispatch(tr.setMeta("paste", true).scrollIntoView()),
    spot.start,
    spot.rect,
    cells,
  );
  return true;
}
