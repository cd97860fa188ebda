// Copy, cut and paste in the options × criteria table: one cell, or a block as spreadsheets exchange it (TSV).

import { type Change, changedWords, fill, keyOf } from "./decision-fill";
import { CELL, gridWords, isWritable, marked, neighbour, textOf } from "./decision-grid";
import { toast } from "./toasts";

/** Rows of cells from tab-separated text; a cell in quotes may hold tabs, line breaks and doubled quotes. */
export function fromTsv(text: string): string[][] {
  const rows: string[][] = [[]];
  let at = 0;
  const end = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  while (at <= end.length) {
    const quoted = end[at] === '"' && /^"(?:[^"]|"")*"(?=[\t\n]|$)/.exec(end.slice(at));
    const raw = quoted ? quoted[0] : (/^[^\t\n]*/.exec(end.slice(at))?.[0] ?? "");
    rows.at(-1)?.push(quoted ? raw.slice(1, -1).replaceAll('""', '"') : raw);
    at += raw.length;
    if (end[at] === "\n") rows.push([]);
    at += 1;
  }
  return rows;
}

export function toTsv(rows: string[][]): string {
  const quote = (cell: string) => (/[\t\n"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  return rows.map((row) => row.map(quote).join("\t")).join("\n");
}

/** The cell that the clipboard's event is about: one with the focus in which nobody is typing. */
function cellOf(event: ClipboardEvent): HTMLElement | null {
  const cell = document.activeElement?.matches(CELL) ? (document.activeElement as HTMLElement) : null;
  return event.defaultPrevented || !cell || cell.classList.contains("is-open") ? null : cell;
}

function copy(event: ClipboardEvent): HTMLElement[] {
  const cell = cellOf(event);
  if (!cell || getSelection()?.toString()) return [];
  const block = marked(cell);
  const values = block.map((row) => row.map(textOf));
  const alone = values.length === 1 && values[0]?.length === 1;
  event.clipboardData?.setData("text/plain", alone ? (values[0]?.[0] ?? "") : toTsv(values));
  if (!alone) event.clipboardData?.setData("text/html", asTable(values));
  event.preventDefault();
  return block.flat();
}

function asTable(rows: string[][]): string {
  const table = document.createElement("table");
  for (const row of rows) {
    const line = table.insertRow();
    for (const value of row) line.insertCell().textContent = value;
  }
  return table.outerHTML;
}

function paste(event: ClipboardEvent): void {
  const cell = cellOf(event);
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (!cell?.matches("td") || !isWritable(cell) || !text) return;
  event.preventDefault();
  const isBlock = text.includes("\t") || /<table/i.test(event.clipboardData?.getData("text/html") ?? "");
  const rows = isBlock ? fromTsv(text) : [[text]];
  const alone = rows.length === 1 && rows[0]?.length === 1;
  const changes = alone ? everywhere(cell, rows[0]?.[0] ?? "") : block(cell, rows);
  if (changes) void fill(changes, changedWords(changes.length));
}

/** One value goes into every marked cell. */
function everywhere(cell: HTMLElement, value: string): Change[] {
  const cells = marked(cell).flat();
  return cells.filter((each) => each.matches("td")).map((each) => ({ key: keyOf(each), value }));
}

/** A block begins at the upper left of what is marked; null, and a word, when it does not fit. */
function block(cell: HTMLElement, rows: string[][]): Change[] | null {
  const start = marked(cell)[0]?.[0] ?? cell;
  const changes = rows.flatMap((row, down) =>
    row.map((value, right) => ({ cell: neighbour(start, down, right), value })),
  );
  if (changes.every((change) => change.cell?.matches("td")))
    return changes.map((change) => ({ key: keyOf(change.cell as HTMLElement), value: change.value }));
  const size = (down: number, right: number) => `${down} × ${right}`;
  let [down, right] = [0, 0];
  while (neighbour(start, down, 0)) down++;
  while (neighbour(start, 0, right)) right++;
  const widest = Math.max(...rows.map((row) => row.length));
  toast(gridWords("small", { BLOCK: size(rows.length, widest), ROOM: size(down, right) }), { problem: true });
  return null;
}

document.addEventListener("copy", (event) => void copy(event));
document.addEventListener("cut", (event) => {
  const cells = copy(event).filter((cell) => cell.matches("td") && isWritable(cell));
  void fill(
    cells.map((cell) => ({ key: keyOf(cell), value: "" })),
    gridWords("emptied"),
  );
});
document.addEventListener("paste", paste);
