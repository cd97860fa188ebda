// The options × criteria table of a decision, with the habits of a spreadsheet: arrows and Tab move, Enter or typing
// writes, Esc leaves, Delete empties, Ctrl+Z takes back. What is being written is never swapped away.
import { all, on } from "../lib/dom";
import "./decision-clipboard";
import { ask } from "./decision-discuss";
import { changedWords, fill, keyOf, note, offer, takeBack } from "./decision-fill";
import {
  CELL,
  decisionOf,
  focusCell,
  gridWords,
  isWritable,
  marked,
  markTo,
  neighbour,
  nextInLine,
  TABLE,
  textOf,
} from "./decision-grid";
import { moveByKey } from "./decision-order";
import htmx from "./htmx";

type Field = HTMLTextAreaElement | HTMLInputElement;

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

/** The form of a cell; that of a square is made when she opens it. */
function formFor(cell: HTMLElement): HTMLFormElement | null {
  const there = formOf(cell);
  const template = document.getElementById("cell-editor") as HTMLTemplateElement | null;
  if (there || !template || !cell.matches("td")) return there;
  const form = template.content.firstElementChild?.cloneNode(true) as HTMLFormElement;
  const [option, criterion] = keyOf(cell).split("-");
  form.setAttribute("hx-post", `/decisions/${decisionOf(cell)}/options/${option}/cells/${criterion}/`);
  (form.elements.namedItem("revision") as HTMLInputElement).value = cell.dataset.revision ?? "0";
  const field = form.elements.namedItem("value") as HTMLTextAreaElement;
  field.defaultValue = textOf(cell);
  field.value = textOf(cell);
  field.setAttribute("aria-label", cell.dataset.label ?? "");
  if (cell.matches(".is-number, .is-money")) field.inputMode = "decimal";
  if (cell.matches(".is-rating")) form.append(rateOf(textOf(cell)));
  cell.append(form);
  htmx.process(form);
  return form;
}

function rateOf(value: string): Node {
  const template = document.getElementById("cell-rate") as HTMLTemplateElement;
  const row = template.content.firstElementChild?.cloneNode(true) as HTMLElement;
  row.querySelector(`[data-rate="${CSS.escape(value)}"]`)?.setAttribute("aria-pressed", "true");
  return row;
}

/** A criterion is changed in its dialog, all else where it stands. */
function open(cell: HTMLElement, caret: "all" | "end"): void {
  if (!isWritable(cell)) return;
  if (cell.matches(".grid-head")) cell.querySelector<HTMLElement>(".cell-name")?.click();
  const form = formFor(cell);
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

/** Leaves a cell as it was. */
function leave(cell: HTMLElement): void {
  const form = formOf(cell);
  form?.reset();
  close(cell);
  if (cell.matches("td")) form?.remove(); // what was refused goes with it; closed first, for going takes the focus away
}

/** Forms whose words are sent once the answer to the words before is there: nobody is in her own way. */
const waiting = new Set<HTMLFormElement>();

/** Shows what was written at once and sends it; a name is never emptied. */
function save(cell: HTMLElement): void {
  const form = formOf(cell);
  if (!form || form.hidden) return;
  const first = fieldsOf(form)[0];
  if (!isChanged(form) || (first?.name === "title" && !first.value.trim())) {
    leave(cell);
    return;
  }
  const view = cell.querySelector(".option-title") ?? cell.querySelector(".cell-view");
  if (view && first) view.textContent = first.value.trim();
  if (cell.classList.contains("is-saving")) waiting.add(form);
  else form.requestSubmit();
  cell.classList.add("is-saving");
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

function onControlKey(event: KeyboardEvent, cell: HTMLElement): boolean {
  const key = event.key.toLowerCase();
  const isControl = event.ctrlKey || event.metaKey;
  if (event.altKey && !isControl) return isWritable(cell) && moveByKey(event.key, cell);
  if (key === "z" && isControl && !event.shiftKey) void takeBack();
  else if (key === "home" || key === "end")
    focusCell(all(CELL, cell.closest("table") ?? document).at(key === "home" ? 0 : -1) ?? null);
  else return false;
  return true;
}

/** Empties the marked cells. */
function empty(cell: HTMLElement): void {
  const squares = marked(cell)
    .flat()
    .filter((each) => each.matches("td"));
  const words = squares.length === 1 ? gridWords("emptied") : changedWords(squares.length);
  void fill(
    squares.map((each) => ({ key: keyOf(each), value: "" })),
    words,
  );
}

function onCellKey(event: KeyboardEvent, cell: HTMLElement): boolean {
  const step = STEPS[event.key];
  if (event.target !== cell && event.key !== "Escape") return false; // a link or button in the cell
  const isSign = event.key.length === 1 && event.getModifierState("AltGraph"); // "€" and its like
  if ((event.ctrlKey || event.metaKey || event.altKey) && !isSign) return onControlKey(event, cell);
  if (event.key === "F2" && event.shiftKey) return ask(cell);
  if (step) {
    const next = neighbour(cell, ...step);
    if (event.shiftKey && next) markTo(next);
    else focusCell(next);
  } else if (event.key === "Tab") {
    const next = nextInLine(cell, event.shiftKey ? -1 : 1);
    if (!next) return false;
    focusCell(next);
  } else if (event.key === "Enter" || (event.key === "F2" && !event.shiftKey)) open(cell, "end");
  else if (event.key === "Escape") focusCell(cell);
  else if (event.key === "Home" || event.key === "End") {
    const row = all(CELL, cell.closest("tr") ?? document);
    focusCell(row.at(event.key === "Home" ? 0 : -1) ?? null);
  } else if (!isWritable(cell) || cell.matches(".grid-head")) return false;
  else if (event.key === "Backspace" || event.key === "Delete") empty(cell);
  else if (event.key.length === 1) {
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
    leave(cell);
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
  if (event.shiftKey || (event.target as Element).closest("a, button, .cell-form, .grid-grip")) return;
  if (getSelection()?.toString()) return; // she marks words to copy them
  focusCell(cell);
  open(cell, "end");
});

on("pointerdown", "[data-rate]", (event) => event.preventDefault()); // the field keeps the focus
on("click", "[data-rate]", (_event, button) => {
  const cell = button.closest<HTMLElement>(CELL);
  const form = cell && formOf(cell);
  const field = form && fieldsOf(form)[0];
  if (!cell || !field) return;
  field.value = button.dataset.rate ?? "";
  save(cell);
  focusCell(cell);
});

on("focusout", CELL, (event, cell) => {
  const stays = cell.contains(event.relatedTarget as Node | null);
  const form = formOf(cell);
  // A conflict stays open until she chooses; a window that loses the focus gives it back to the same field.
  if (stays || !form || form.hidden || form.querySelector(".cell-conflict") || !document.hasFocus()) return;
  save(cell);
});

// What the server answers -------------------------------------------------------------------------------------------

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

/** She writes in the cell again whose last words are answered now: hers stay, and follow on what was saved. */
function goesOn(cell: HTMLElement, detail: { shouldSwap: boolean; xhr: XMLHttpRequest }): boolean {
  const form = formOf(cell);
  if (!form || form.querySelector(".cell-conflict")) return false;
  if (!cell.classList.contains("is-open") && !waiting.has(form)) return false;
  detail.shouldSwap = false;
  isStale = true;
  if (detail.xhr.status >= 400) return true; // said again when these words are sent
  const answer = new DOMParser().parseFromString(`<table><tr>${detail.xhr.responseText}</tr></table>`, "text/html");
  const saved = answer.querySelector<HTMLElement>(CELL);
  const revision = form.elements.namedItem("revision") as HTMLInputElement | null;
  if (revision && saved) revision.value = saved.dataset.revision ?? "0";
  return true;
}

let focused = "";
document.addEventListener("htmx:beforeSwap", (event) => {
  const part = targetOf(event, `${TABLE}, ${CELL}`);
  if (!part) return;
  const { detail } = event as CustomEvent;
  if (part.matches(CELL) && goesOn(part, detail)) return;
  focused = focusIn(part);
  if (part.matches(CELL)) {
    detail.swapOverride = "outerHTML settle:0ms"; // between two letters nothing else has the focus
    return;
  }
  detail.swapOverride = "innerHTML settle:0ms"; // settled later, it would lose keys and close what she opens
  const asked = detail.requestConfig?.elt as HTMLElement | undefined;
  asked?.closest(CELL)?.classList.remove("is-saving");
  const typed = all<Field>(".grid-add input", part).some((input) => input.value !== input.defaultValue);
  if (isBusy() || (typed && !asked?.matches(".grid-add"))) {
    isStale = true;
    focused = "";
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

const before = new WeakMap<Element, string>();
document.addEventListener("htmx:beforeRequest", (event) => {
  const elt = (event as CustomEvent).detail.elt as HTMLElement;
  const cell = elt.closest<HTMLElement>("td[data-cell]");
  if (elt === cell) cell.classList.add("is-saving");
  else if (cell && elt.matches(".cell-form")) before.set(elt, textOf(cell));
});

// A save that did not arrive opens the cell again, with the words in it. One that wrote over words can be taken back.
document.addEventListener("htmx:afterRequest", (event) => {
  const { requestConfig, successful } = (event as CustomEvent).detail;
  const asked = requestConfig?.elt as HTMLElement | undefined; // gone from the page once its cell was swapped
  if (!asked?.matches?.(`.cell-form, td${CELL}`)) return;
  const cell = asked.isConnected ? asked.closest<HTMLElement>(CELL) : null;
  const next = cell && formOf(cell);
  if (next && waiting.delete(next)) {
    setTimeout(() => next.requestSubmit());
    return;
  }
  cell?.classList.remove("is-saving");
  if (asked === cell || !asked.matches(".cell-form")) return refreshWhenIdle();
  const form = asked as HTMLFormElement;
  if (!successful && cell) open(cell, "end");
  else if (successful && !cell?.classList.contains("is-open")) remember(form);
  refreshWhenIdle();
});

function remember(form: HTMLFormElement): void {
  const was = before.get(form);
  const place = /options\/(\d+)\/cells\/(\d+)\/$/.exec(form.getAttribute("hx-post") ?? "");
  if (was === undefined || !place) return;
  const value = fieldsOf(form)[0]?.value.trim() ?? "";
  note(`${place[1]}-${place[2]}`, was, value);
  if (was && was !== value) offer(gridWords(value ? "saved" : "emptied"));
}

// The fields of the criterion's dialog that its kind asks for.
function showFields(form: HTMLElement): void {
  const kind = form.querySelector<HTMLSelectElement>("[name=kind]")?.value ?? "";
  for (const field of all("[data-for]", form)) field.hidden = !field.dataset.for?.split(" ").includes(kind);
}
on("change", "[data-criterion-form] [name=kind]", (_event, select) => {
  showFields(select.closest("[data-criterion-form]") as HTMLElement);
});

/** One cell can be reached by Tab; the others from there. */
function ready(): void {
  const table = document.querySelector(TABLE);
  for (const form of all("[data-criterion-form]")) showFields(form);
  if (table && !table.querySelector(`${CELL}[tabindex="0"]`)) {
    const first = table.querySelector<HTMLElement>(`td${CELL}`) ?? table.querySelector<HTMLElement>(CELL);
    if (first) first.tabIndex = 0;
  }
}
document.addEventListener("htmx:afterSettle", ready);
ready();
