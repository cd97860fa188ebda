// Ctrl/⌘ K: one field that finds everything and does what this page can do. htmx asks the server; this file moves the
// choice with the arrow keys and filters the actions. A page adds its own with data-palette-action="Words".
import { all, isApple, on } from "../lib/dom";
import { openDialog } from "./dialogs";
import { move } from "./menus";

const ID = "palette";

function options(dialog: HTMLElement): HTMLElement[] {
  return all(".option, [role=option]", dialog).filter((option) => !option.hidden);
}

function select(dialog: HTMLElement, index: number): void {
  const list = options(dialog);
  list.forEach((option, at) => {
    option.setAttribute("aria-selected", String(at === index));
    option.id ||= `palette-option-${Math.random().toString(36).slice(2)}`;
  });
  list[index]?.scrollIntoView?.({ block: "nearest" });
  dialog.querySelector("input")?.setAttribute("aria-activedescendant", list[index]?.id ?? "");
}

function selected(dialog: HTMLElement): number {
  return options(dialog).findIndex((option) => option.getAttribute("aria-selected") === "true");
}

/** Whether every word of the query begins a word of the text. */
export function matches(text: string, query: string): boolean {
  const have = text.toLowerCase().split(/\s+/);
  return query
    .toLowerCase()
    .split(/\s+/)
    .filter(Boolean)
    .every((word) => have.some((part) => part.startsWith(word)));
}

function begins(text: string, query: string): boolean {
  return text.trim().toLowerCase().startsWith(query.trim().toLowerCase());
}

function gatherPageActions(dialog: HTMLElement): void {
  const holder = dialog.querySelector("[data-palette-actions]");
  for (const old of all("[data-from-page]", dialog)) old.remove();
  for (const source of all("[data-palette-action]").reverse()) {
    const option = document.createElement("button");
    option.type = "button";
    option.className = "option";
    option.role = "option";
    option.tabIndex = -1;
    option.dataset.fromPage = "";
    const words = document.createElement("span");
    words.textContent = source.dataset.paletteAction ?? "";
    const icon = source.querySelector(".icon")?.cloneNode(true);
    if (icon) option.append(icon);
    option.append(words);
    option.addEventListener("click", () => {
      dialog.closest("dialog")?.close();
      source.click();
    });
    holder?.prepend(option);
  }
}

export function openPalette(): void {
  const dialog = document.getElementById(ID);
  if (!dialog) return;
  gatherPageActions(dialog);
  openDialog(ID);
  dialog.querySelector("input")?.select();
  filter(dialog);
}

function filter(dialog: HTMLElement): void {
  const query = dialog.querySelector("input")?.value ?? "";
  const actions = all("[data-palette-actions] [role=option]", dialog);
  for (const option of actions) option.hidden = !matches(option.textContent ?? "", query);
  // "new dec" means the action of that name, not a page that has the words somewhere.
  const named = query.trim() && actions.some((option) => begins(option.textContent ?? "", query));
  const [found, holder] = [dialog.querySelector("#palette-found"), dialog.querySelector("[data-palette-actions]")];
  if (named) found?.before(holder ?? "");
  else found?.after(holder ?? "");
  if (!query.trim()) document.getElementById("palette-found")?.replaceChildren();
  select(dialog, 0);
}

on("click", `[data-dialog-open="${ID}"]`, () => openPalette());
on("input", "[data-palette-dialog] input", (_event, input) => {
  const dialog = input.closest("dialog");
  if (dialog) filter(dialog);
});
on("keydown", "[data-palette-dialog]", (event, dialog) => {
  const next = event.key.startsWith("Arrow") ? move(event.key, selected(dialog), options(dialog).length) : null;
  if (next !== null) select(dialog, next);
  else if (event.key === "Enter") options(dialog)[selected(dialog)]?.click();
  else return;
  event.preventDefault();
});
on("pointermove", "[data-palette-dialog] .option", (_event, option) => {
  const dialog = option.closest<HTMLElement>("dialog");
  if (dialog && option.getAttribute("aria-selected") !== "true") select(dialog, options(dialog).indexOf(option));
});
document.addEventListener("htmx:afterSettle", (event) => {
  const dialog = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-palette-dialog]") : null;
  if (dialog) select(dialog, 0);
});

document.addEventListener("keydown", (event) => {
  if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
  event.preventDefault();
  openPalette();
});

if (isApple()) {
  for (const key of all("[data-modifier]")) key.textContent = (key.textContent ?? "").replace("Ctrl", "⌘");
}
