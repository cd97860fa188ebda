// Closing a feedback round by keyboard: t taken, n not taken, then the line; Enter goes on to the next comment.
import { all, isTyping, on } from "../lib/dom";

const ROW = "[data-closing] [data-item]";
const MARKS: Record<string, string> = { t: "taken", n: "not" };

function lineOf(row: HTMLElement): HTMLInputElement | null {
  return row.querySelector<HTMLInputElement>("input[type=text]");
}

/** The row after this one, or after the last the word to all. */
function next(row: HTMLElement): HTMLElement | null {
  const rows = all(ROW);
  return rows[rows.indexOf(row) + 1] ?? document.querySelector<HTMLElement>("[data-closing] textarea");
}

function mark(row: HTMLElement, value: string): void {
  const choice = row.querySelector<HTMLInputElement>(`input[type=radio][value="${value}"]`);
  if (choice) choice.checked = true;
  lineOf(row)?.focus();
}

on("keydown", ROW, (event, row) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const value = MARKS[event.key];
  const isInLine = event.target === lineOf(row);
  if (value && !isTyping(event.target)) mark(row, value);
  else if (event.key === "Enter" && isInLine) next(row)?.focus();
  else return;
  event.preventDefault();
  event.stopPropagation();
});

// Pressing "Taken" or "Not taken" leads on to the line, unless arrows walk between the two.
on("click", "[data-closing] .segmented label", (event, label) => {
  const row = label.closest<HTMLElement>("[data-item]");
  if (row && event.detail > 0) setTimeout(() => lineOf(row)?.focus());
});

const form = document.querySelector("[data-closing]");
form?.querySelector<HTMLElement>(".has-error[data-item], [data-item]")?.focus({ preventScroll: true });
