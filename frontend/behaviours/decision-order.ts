// The order of options and criteria: dragged by their grip, moved with Alt and the arrow keys, or by a button.
import { all, on } from "../lib/dom";
import { CELL, focusCell, gridWords, placeOf, say, TABLE, textOf } from "./decision-grid";
import htmx from "./htmx";

const HEAD = "[data-place]";
const STEPS: Record<string, [number, boolean]> = {
  ArrowUp: [-1, true],
  ArrowDown: [1, true],
  ArrowLeft: [-1, false],
  ArrowRight: [1, false],
};
let dragged: HTMLElement | null = null;

function isOption(head: HTMLElement): boolean {
  return head.matches(".grid-option");
}

/** All heads of its kind, in their order. */
function siblings(head: HTMLElement): HTMLElement[] {
  return all(isOption(head) ? `.grid-option${HEAD}` : `.grid-head${HEAD}`, head.closest("table") ?? document);
}

async function move(head: HTMLElement, to: number, focus: string): Promise<void> {
  const heads = siblings(head);
  if (to < 0 || to >= heads.length || heads[to] === head) return;
  const words = gridWords("moved", { NAME: textOf(head), PLACE: String(to + 1) });
  await htmx.ajax("put", head.dataset.place ?? "", { target: TABLE, swap: "innerHTML", values: { to } });
  focusCell(document.getElementById(focus));
  say(words);
}

/** The option or criterion of a cell that Alt and this arrow move. */
export function moveByKey(key: string, cell: HTMLElement): boolean {
  const step = STEPS[key];
  if (!step) return false;
  const [by, isRow] = step;
  const { column } = placeOf(cell);
  const head = isRow ? cell.closest("tr")?.querySelector<HTMLElement>(`.grid-option${HEAD}`) : headOf(cell, column);
  if (head) void move(head, siblings(head).indexOf(head) + by, cell.id);
  return true;
}

function headOf(cell: HTMLElement, column: number): HTMLElement | undefined {
  const head = cell.closest("table")?.rows[0]?.cells[column];
  return head?.matches(`.grid-head${HEAD}`) ? head : undefined;
}

on("pointerdown", "[data-move]", (event) => event.preventDefault()); // the name that is being written keeps the focus
on("click", "[data-move]", (_event, button) => {
  const head = button.closest<HTMLElement>(HEAD);
  if (!head) return;
  const to = siblings(head).indexOf(head) + Number(button.dataset.move);
  document.querySelector<HTMLElement>(`${TABLE} ${CELL}.is-open`)?.focus(); // what was written is saved first
  void move(head, to, head.id);
});
on("click", "[data-move-criterion]", (_event, button) => {
  const head = document.getElementById(`criterion-${button.dataset.criterion}`);
  if (head) void move(head, siblings(head).indexOf(head) + Number(button.dataset.moveCriterion), head.id);
});

// By hand ----------------------------------------------------------------------------------------------------------

/** Where the dragged head would stand, were it dropped here; -1 when it can't be. */
function target(over: Element, event: DragEvent): { at: number; mark: HTMLElement; side: string } | null {
  if (!dragged) return null;
  const byRow = isOption(dragged);
  const cell = over.closest<HTMLTableCellElement>("td, th");
  const mark = byRow ? cell?.closest("tr") : cell && headOf(cell, cell.cellIndex);
  const heads = siblings(dragged);
  const head = byRow ? mark?.querySelector<HTMLElement>(`.grid-option${HEAD}`) : (mark as HTMLElement | undefined);
  if (!mark || !head) return null;
  const box = mark.getBoundingClientRect();
  const after = byRow ? event.clientY > box.top + box.height / 2 : event.clientX > box.left + box.width / 2;
  const here = heads.indexOf(head) + (after ? 1 : 0);
  const at = here > heads.indexOf(dragged) ? here - 1 : here;
  return { at, mark, side: after ? "after" : "before" };
}

function clear(): void {
  for (const mark of all(`${TABLE} [data-drop]`)) delete mark.dataset.drop;
}

on("dragstart", ".grid-grip", (event, grip) => {
  dragged = grip.closest<HTMLElement>(HEAD);
  if (!dragged || !event.dataTransfer) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", textOf(dragged));
  event.dataTransfer.setDragImage(dragged, 12, 12);
});
on("dragover", `${TABLE} .grid`, (event) => {
  const found = dragged && target(event.target as Element, event);
  clear();
  if (!found) return;
  event.preventDefault();
  found.mark.dataset.drop = found.side;
});
on("drop", `${TABLE} .grid`, (event) => {
  const found = dragged && target(event.target as Element, event);
  if (!dragged || !found) return;
  event.preventDefault();
  clear();
  void move(dragged, found.at, dragged.id);
});
document.addEventListener("dragend", () => {
  dragged = null;
  clear();
});
