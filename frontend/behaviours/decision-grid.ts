// Getting about in the options × criteria table: which cell has the focus, which are marked, what stands in them.
import { all, on } from "../lib/dom";

export const CELL = "[data-cell]";
export const TABLE = "#decision-table";
const SELECTED = "is-selected";

/** Where a block of marked cells began. */
let anchor: HTMLElement | null = null;

function lines(cell: HTMLElement): HTMLTableRowElement[] {
  return [...(cell.closest("table")?.rows ?? [])];
}

/** Row and column of a cell, the header's included. */
export function placeOf(cell: HTMLElement): { row: number; column: number } {
  const row = lines(cell).indexOf(cell.closest("tr") as HTMLTableRowElement);
  return { row, column: (cell as HTMLTableCellElement).cellIndex };
}

/** The cell so many rows and columns away, if there is one. */
export function neighbour(cell: HTMLElement, rows: number, columns: number): HTMLElement | null {
  const { row, column } = placeOf(cell);
  const found = lines(cell)[row + rows]?.cells[column + columns];
  return found?.matches(CELL) ? found : null;
}

/** The next cell in reading order, or the one before. */
export function nextInLine(cell: HTMLElement, step: 1 | -1): HTMLElement | null {
  const cells = all(CELL, cell.closest("table") ?? document);
  return cells[cells.indexOf(cell) + step] ?? null;
}

export function focusCell(cell: HTMLElement | null): void {
  if (!cell) return;
  const table = cell.closest("table") ?? document;
  for (const other of all(`${CELL}[tabindex="0"]`, table)) other.tabIndex = -1;
  for (const other of all(`.${SELECTED}`, table)) other.classList.remove(SELECTED);
  anchor = cell;
  cell.tabIndex = 0;
  cell.focus();
}

/** Marks the block between the cell where marking began and this one. */
export function markTo(cell: HTMLElement): void {
  const start = anchor?.isConnected ? anchor : cell;
  focusCell(cell);
  anchor = start;
  for (const marked of between(start, cell)) marked.classList.add(SELECTED);
}

function between(one: HTMLElement, other: HTMLElement): HTMLElement[] {
  const a = placeOf(one);
  const b = placeOf(other);
  const rows = lines(one).slice(Math.min(a.row, b.row), Math.max(a.row, b.row) + 1);
  const [from, to] = [Math.min(a.column, b.column), Math.max(a.column, b.column) + 1];
  return rows.flatMap((row) => [...row.cells].slice(from, to)).filter((each) => each.matches(CELL));
}

/** The marked cells, or the one with the focus, row by row. */
export function marked(cell: HTMLElement): HTMLElement[][] {
  const block = anchor?.isConnected && cell.classList.contains(SELECTED) ? between(anchor, cell) : [cell];
  const rows = new Map<Element | null, HTMLElement[]>();
  for (const each of block) rows.set(each.parentElement, [...(rows.get(each.parentElement) ?? []), each]);
  return [...rows.values()];
}

/** What was typed into a cell, or the name of an option or criterion. */
export function textOf(cell: HTMLElement): string {
  if (cell.matches("td")) return cell.dataset.value ?? "";
  return cell.querySelector(".option-title, .cell-name")?.textContent?.trim() ?? "";
}

export function isWritable(cell: HTMLElement): boolean {
  return cell.closest("[data-writable]") !== null;
}

/** The number of the decision that a table belongs to. */
export function decisionOf(cell: HTMLElement): string {
  return cell.closest<HTMLElement>("[data-decision]")?.dataset.decision ?? "";
}

/** Words of the table, translated by the server. */
export function gridWords(key: string, put: Record<string, string> = {}): string {
  const words = document.getElementById("grid-words")?.dataset[key] ?? key;
  return Object.entries(put).reduce((text, [name, value]) => text.replace(name, value), words);
}

/** For ears: what the eye sees anyway. */
export function say(text: string): void {
  const line = document.getElementById("grid-said");
  if (line) line.textContent = text;
}

on("pointerdown", CELL, (event, cell) => {
  if (!event.shiftKey || event.pointerType === "touch" || cell.classList.contains("is-open") || !anchor) return;
  event.preventDefault();
  markTo(cell);
});
