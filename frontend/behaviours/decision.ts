// The options × criteria table of a decision, with the habits of a spreadsheet: arrows and Tab move, Enter or typing
// writes, Esc leaves. Each cell is a form of its own; what is being written is never swapped away.
import { all, on } from "../lib/dom";
import htmx from "./htmx";

type Field = HTMLTextAreaElement | HTMLInputElement;

const CELL = "[data-cell]";
const TABLE = "#decision-table";
const STEPS: Record<string, [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};
let isStale = false;

function formOf(cell: HTMLElement): HTMLFormElement | null {
  return cell.querySelector<HTMLFormElement>(".cell-form");
}

function fieldsOf(form: HTMLFormElement): Field[] {
  return all<Field>("textarea, input:not([type=hidden])", form);
}

function isChanged(form: HTMLFormElement): boolean {
  return fieldsOf(form).some((field) => field.value.trim() !== field.defaultValue.trim());
}

/** The cell so many rows and columns away, if there is one. */
export function neighbour(cell: HTMLElement, rows: number, columns: number): HTMLElement | null {
  const row = cell.closest("tr");
  const lines = [...(cell.closest("table")?.rows ?? [])];
  const line = lines[lines.indexOf(row as HTMLTableRowElement) + rows];
  const found = line?.cells[(cell as HTMLTableCellElement).cellIndex + columns];
  return found?.matches(CELL) ? found : null;
}

/** The next cell in reading order, or the one before. */
export function nextInLine(cell: HTMLElement, step: 1 | -1): HTMLElement | null {
  const cells = all(CELL, cell.closest("table") ?? document);
  return cells[cells.indexOf(cell) + step] ?? null;
}

function focusCell(cell: HTMLElement | null): void {
  if (!cell) return;
  for (const other of all(`${CELL}[tabindex="0"]`, cell.closest("table") ?? document)) other.tabIndex = -1;
  cell.tabIndex = 0;
  cell.focus();
}

function open(cell: HTMLElement, caret: "all" | "end"): void {
  const form = formOf(cell);
  const field = form && fieldsOf(form)[0];
  if (!form || !field) return;
  cell.classList.add("is-open");
  form.hidden = false;
  field.focus();
  if (caret === "all") field.select();
  else field.setSelectionRange(field.value.length, field.value.length);
}

function close(cell: HTMLElement): void {
  const form = formOf(cell);
  cell.classList.remove("is-open");
  if (form) form.hidden = true;
  refreshWhenIdle();
}

/** Shows what was written at once and sends it; a name is never emptied. */
function save(cell: HTMLElement): void {
  const form = formOf(cell);
  if (!form || form.hidden) return;
  const first = fieldsOf(form)[0];
  if (!isChanged(form) || (first instanceof HTMLInputElement && !first.value.trim())) {
    form.reset();
    close(cell);
    return;
  }
  const view = cell.querySelector(".option-title") ?? cell.querySelector(".cell-view");
  if (view && first) view.textContent = first.value.trim();
  cell.classList.add("is-saving");
  form.requestSubmit();
  close(cell);
}

function isBusy(): boolean {
  return document.querySelector(`${TABLE} :is(.is-open, .is-saving)`) !== null;
}

function refreshWhenIdle(): void {
  const table = document.querySelector<HTMLElement>(TABLE);
  if (!isStale || !table || isBusy()) return;
  isStale = false;
  void htmx.ajax("get", table.getAttribute("hx-get") ?? "", { target: TABLE, swap: "innerHTML" });
}

function onCellKey(event: KeyboardEvent, cell: HTMLElement): boolean {
  const step = STEPS[event.key];
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  if (step) focusCell(neighbour(cell, ...step));
  else if (event.key === "Tab") {
    const next = nextInLine(cell, event.shiftKey ? -1 : 1);
    if (!next) return false;
    focusCell(next);
  } else if (event.key === "Enter" || event.key === "F2") open(cell, "end");
  else if (event.key === "Home" || event.key === "End") {
    const row = all(CELL, cell.closest("tr") ?? document);
    focusCell(row.at(event.key === "Home" ? 0 : -1) ?? null);
  } else if (event.key.length === 1 || event.key === "Backspace" || event.key === "Delete") {
    open(cell, "all"); // the key itself goes into the field, which has the focus now
    event.stopPropagation();
    return false;
  } else return false;
  return true;
}

function onFieldKey(event: KeyboardEvent, cell: HTMLElement, form: HTMLFormElement): boolean {
  const fields = fieldsOf(form);
  const at = fields.indexOf(event.target as Field);
  if (event.isComposing || at < 0) return false;
  if (event.key === "Escape") {
    form.reset();
    close(cell);
    focusCell(cell);
  } else if (event.key === "Enter" && !event.shiftKey) {
    const below = neighbour(cell, 1, 0) ?? cell;
    save(cell);
    focusCell(below);
  } else if (event.key === "Tab") {
    const step = event.shiftKey ? -1 : 1;
    if (fields[at + step]) return false;
    const next = nextInLine(cell, step);
    save(cell);
    if (!next) return false;
    focusCell(next);
  } else return false;
  return true;
}

on(
  "keydown",
  CELL,
  (event, cell) => {
    const form = (event.target as Element).closest<HTMLFormElement>(".cell-form");
    const isDone = form ? onFieldKey(event, cell, form) : onCellKey(event, cell);
    if (!isDone) return;
    event.preventDefault();
    event.stopPropagation();
  },
  { capture: true }, // before the shortcuts of single letters
);

on("click", CELL, (event, cell) => {
  if ((event.target as Element).closest("a, button, .cell-form")) return;
  if (getSelection()?.toString()) return; // she marks words to copy them
  focusCell(cell);
  open(cell, "end");
});

on("focusout", CELL, (event, cell) => {
  const stays = cell.contains(event.relatedTarget as Node | null);
  const form = formOf(cell);
  // A conflict stays open until she chooses; a window that loses the focus gives it back to the same field.
  if (stays || !form || form.hidden || form.querySelector(".cell-conflict") || !document.hasFocus()) return;
  save(cell);
});

function targetOf(event: Event, selector: string): HTMLElement | null {
  const target = (event as CustomEvent).detail.target as HTMLElement | undefined;
  return target?.matches?.(selector) ? target : null;
}

/** What has the focus inside `part`, as a selector that finds it again after a swap. */
function focusIn(part: HTMLElement): string {
  const here = part.contains(document.activeElement) ? document.activeElement : null;
  const cell = here?.closest(CELL);
  if (cell) return `#${cell.id}`;
  return here?.hasAttribute("name") ? `.grid-add [name=${here.getAttribute("name")}]` : "";
}

let focused = "";
document.addEventListener("htmx:beforeSwap", (event) => {
  const part = targetOf(event, `${TABLE}, ${CELL}`);
  if (!part) return;
  focused = focusIn(part);
  if (part.matches(CELL)) return;
  const { detail } = event as CustomEvent;
  const asked = detail.requestConfig?.elt as HTMLElement | undefined;
  asked?.closest(CELL)?.classList.remove("is-saving");
  const typed = all<Field>(".grid-add input", part).some((input) => input.value !== input.defaultValue);
  if (isBusy() || (typed && !asked?.matches(".grid-add"))) {
    isStale = true;
    detail.shouldSwap = false;
  }
});

document.addEventListener("htmx:afterSettle", () => {
  const found = focused ? document.querySelector<HTMLElement>(focused) : null;
  focused = "";
  if (!found?.matches(CELL)) found?.focus();
  else if (found.classList.contains("is-open")) open(found, "end");
  else focusCell(found);
});

// A save that did not arrive opens the cell again, with the words in it.
document.addEventListener("htmx:afterRequest", (event) => {
  const { elt, successful } = (event as CustomEvent).detail;
  const cell = (elt as HTMLElement).closest<HTMLElement>(CELL);
  if (!cell || !(elt as HTMLElement).matches(".cell-form")) return;
  cell.classList.remove("is-saving");
  if (!successful && cell.isConnected) open(cell, "end");
  else refreshWhenIdle();
});

on("click", "[data-clear]", (event, button) => {
  event.preventDefault();
  document.querySelector(button.dataset.clear ?? "")?.replaceChildren();
});

/** One cell can be reached by Tab; the others from there. */
function ready(): void {
  const table = document.querySelector(TABLE);
  if (table && !table.querySelector(`${CELL}[tabindex="0"]`)) {
    const first = table.querySelector<HTMLElement>(`td${CELL}`) ?? table.querySelector<HTMLElement>(CELL);
    if (first) first.tabIndex = 0;
  }
}
document.addEventListener("htmx:afterSettle", ready);
ready();
