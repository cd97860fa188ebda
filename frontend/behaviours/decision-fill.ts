// Saving cells of the options × criteria table that are not being typed into: emptied, pasted, taken back. One cell is
// sent as a cell, several as one block; the server leaves out what somebody else has changed meanwhile.
import { decisionOf, gridWords, textOf } from "./decision-grid";
import htmx from "./htmx";
import { toast } from "./toasts";

export interface Change {
  /** "12-5": the option and the criterion. */
  key: string;
  value: string;
}

interface Done {
  before: string;
  after: string;
}

/** What the last change did, by cell: it can be taken back. */
let last = new Map<string, Done>();

export function cellAt(key: string): HTMLElement | null {
  return document.getElementById(`cell-${key}`);
}

export function keyOf(cell: HTMLElement): string {
  return cell.id.replace("cell-", "");
}

/** Saves what is new of these, and says so with a way back. */
export async function fill(changes: Change[], words: string): Promise<void> {
  const real = changes.filter(({ key, value }) => {
    const cell = cellAt(key);
    return cell && textOf(cell) !== value.trim();
  });
  if (!real.length) return;
  const before = new Map(real.map(({ key }) => [key, textOf(cellAt(key) as HTMLElement)]));
  await (real.length === 1 ? sendOne(real[0] as Change) : sendBlock(real));
  for (const { key, value } of real) note(key, before.get(key) ?? "", value.trim(), key === real[0]?.key);
  // What was refused stands in its cell or in a toast of its own; what stands there now is what was saved.
  if (real.some(({ key, value }) => textOf(cellAt(key) as HTMLElement) === value.trim())) offer(words);
}

async function sendOne({ key, value }: Change): Promise<void> {
  const cell = cellAt(key) as HTMLElement;
  const [option, criterion] = key.split("-");
  const address = `/decisions/${decisionOf(cell)}/options/${option}/cells/${criterion}/`;
  const values = { value, revision: cell.dataset.revision ?? "0" };
  await htmx.ajax("post", address, { source: cell, target: cell, swap: "outerHTML", values });
}

async function sendBlock(changes: Change[]): Promise<void> {
  const cell = cellAt((changes[0] as Change).key) as HTMLElement;
  const cells = changes.map(({ key, value }) => {
    const [option, criterion] = key.split("-").map(Number);
    return { option, criterion, value, revision: Number(cellAt(key)?.dataset.revision ?? 0) };
  });
  const address = `/decisions/${decisionOf(cell)}/cells/`;
  await htmx.ajax("put", address, {
    source: "#decision-table",
    target: "#decision-table",
    swap: "innerHTML",
    values: { cells: JSON.stringify(cells) },
  });
}

/** Remembers what a cell was before it was changed; `first`: a new change begins with it. */
export function note(key: string, before: string, after: string, first = true): void {
  if (first) last = new Map();
  last.set(key, { before, after });
}

export function offer(words: string): void {
  for (const old of document.querySelectorAll("#toasts [data-toast][data-cells]")) old.remove();
  toast(words, { undo: () => void takeBack() });
  document.querySelector<HTMLElement>("#toasts [data-toast]:last-child")?.setAttribute("data-cells", "");
}

/** Undoes the last change, where nobody has written since. */
export async function takeBack(): Promise<void> {
  const back = [...last].filter(([key, { after }]) => {
    const cell = cellAt(key);
    return cell !== null && textOf(cell) === after;
  });
  last = new Map();
  for (const old of document.querySelectorAll("#toasts [data-toast][data-cells]")) old.remove();
  const changes = back.map(([key, { before }]) => ({ key, value: before }));
  if (changes.length === 1) await sendOne(changes[0] as Change);
  else if (changes.length) await sendBlock(changes);
}

document.addEventListener("cairn:cells-saved", (event) => {
  const { stale } = (event as CustomEvent<{ stale: string }>).detail;
  if (stale) toast(stale, { problem: true });
});

export function changedWords(count: number): string {
  return count === 1 ? gridWords("saved") : gridWords("filled", { N: String(count) });
}
