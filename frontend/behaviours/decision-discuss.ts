// Threads on options and cells: a button in the cell that the pointer or the focus is in, Shift F2, and the way there.
import { on } from "../lib/dom";
import { CELL, focusCell, TABLE, textOf } from "./decision-grid";

const ASKABLE = `td${CELL}, .grid-option${CELL}`;

function mayComment(): boolean {
  return document.querySelector("#comments[data-may-comment]") !== null;
}

/** Opens the composer of the page's comments on this cell or option. */
export function ask(cell: HTMLElement): boolean {
  if (!mayComment() || !cell.matches(ASKABLE)) return false;
  const option = textOf(cell.closest("tr")?.querySelector<HTMLElement>(".grid-option") ?? cell);
  const subject = cell.id.replace("-", ":");
  const label = cell.matches("td") ? `${option} · ${cell.dataset.label}` : option;
  const place = document.createRange();
  place.selectNodeContents(cell.querySelector(".cell-view") ?? cell);
  document.dispatchEvent(new CustomEvent("cairn:comment", { detail: { subject, label, place, kind: "question" } }));
  return true;
}

let button: HTMLElement | null = null;

/** One button for the whole table: it stands in the cell that has the attention. */
function stand(cell: HTMLElement): void {
  if (!mayComment()) return;
  const template = document.getElementById("cell-ask") as HTMLTemplateElement | null;
  button ??= (template?.content.firstElementChild?.cloneNode(true) as HTMLElement | undefined) ?? null;
  if (button && button.parentElement !== cell) cell.append(button);
}

on("pointerover", ASKABLE, (event, cell) => {
  if (event.pointerType !== "touch") stand(cell);
});
on("focusin", ASKABLE, (_event, cell) => stand(cell));
on("pointerdown", "button[data-ask]", (event) => event.preventDefault()); // what is being written is not left by the press
on("click", "button[data-ask]", (_event, pressed) => {
  const cell = pressed.closest<HTMLElement>(ASKABLE);
  if (cell) ask(cell);
});

on("click", ".cell-threads", (event, link) => {
  event.preventDefault();
  document.dispatchEvent(new CustomEvent("cairn:thread-focus", { detail: { id: Number(link.dataset.thread) } }));
});

/** An address, or a link in a thread, that leads to a cell or an option. */
function turnTo(): void {
  const at = /^#(?:cell-\d+-\d+|option-\d+)$/.test(location.hash) ? location.hash : "";
  const cell = at ? document.querySelector<HTMLElement>(`${TABLE} ${at}`) : null;
  if (!cell) return;
  cell.scrollIntoView({ block: "center", inline: "center" });
  if (cell.matches(CELL)) focusCell(cell);
}
window.addEventListener("hashchange", turnTo);
on("click", "[data-subject]", (_event, link) => {
  if ((link as HTMLAnchorElement).hash === location.hash) turnTo();
});
turnTo();
