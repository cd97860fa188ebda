// A cell is written in where it stands: a press opens its field, Enter or leaving saves, Escape leaves it as it was.
// A field stays until its answer is there: what was refused is never lost, wherever the writer has gone meanwhile.
import { on } from "../../lib/dom";
import { refresh, send } from "./server";

const DAYS = new Set(["start", "end"]);

interface Editor {
  cell: HTMLElement;
  form: HTMLFormElement;
  was: string;
  isSaving: boolean;
  isTyped: boolean;
  isRefused: boolean;
}

const editors = new WeakMap<HTMLElement, Editor>();

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

function controlOf(form: HTMLElement): Control | null {
  return form.querySelector<Control>("input[name=value]:not([type=hidden]), textarea, select, [role=combobox]");
}

export function edit(cell: HTMLElement, byHand: boolean): void {
  const field = cell.dataset.field ?? "";
  const template = document.querySelector<HTMLTemplateElement>(`template[data-editor="${field}"]`);
  if (!template || cell.hidden) return;
  const form = document.createElement("form");
  form.className = `rm-editor rm-editor-${field}`;
  form.dataset.editing = "";
  form.noValidate = true;
  form.append(template.content.cloneNode(true));
  cell.dataset.editing = "";
  cell.hidden = true;
  cell.after(form);
  const was = cell.dataset.value ?? "";
  editors.set(form, { cell, form, was, isSaving: false, isTyped: false, isRefused: false });
  fill(form, was, cell, byHand);
}

function fill(form: HTMLFormElement, was: string, cell: HTMLElement, byHand: boolean): void {
  const control = controlOf(form);
  if (!control) return;
  if (cell.dataset.field === "owner") chip(form, was, cell.dataset.words ?? "");
  else control.value = was;
  control.focus();
  if (control instanceof HTMLInputElement && control.type === "text") control.select();
  // A calendar takes the keys for itself: who came with the keyboard types the day.
  if (control instanceof HTMLSelectElement || (byHand && DAYS.has(cell.dataset.field ?? ""))) pick(control);
}

/** Opens the browser's own list or calendar, where it lets us. */
function pick(control: Control): void {
  try {
    (control as HTMLInputElement).showPicker?.();
  } catch {
    // Without a press of a person before it, or in an older browser: the field has the focus, that will do.
  }
}

function chip(form: HTMLElement, value: string, label: string): void {
  const box = form.querySelector("cairn-combobox");
  if (!box || !value) return;
  const element = document.createElement("span");
  element.className = "chip";
  element.dataset.value = value;
  const name = document.createElement("span");
  name.textContent = label;
  const off = document.createElement("button");
  off.type = "button";
  off.className = "chip-remove";
  off.textContent = "×";
  const hidden = document.createElement("input");
  hidden.type = "hidden";
  hidden.name = "value";
  hidden.value = value;
  element.append(name, off, hidden);
  box.prepend(element);
}

function valueIn(form: HTMLFormElement): string {
  const hidden = form.querySelector<HTMLInputElement>("input[type=hidden][name=value]");
  if (form.querySelector("cairn-combobox")) return hidden?.value ?? "";
  return controlOf(form)?.value ?? "";
}

/** Takes the field away. */
function close({ cell, form, isRefused }: Editor): void {
  const hadFocus = form.contains(document.activeElement);
  editors.delete(form);
  delete cell.dataset.editing;
  cell.hidden = false;
  form.remove();
  const sheet = cell.closest("dialog");
  if (sheet && !sheet.open && !sheet.querySelector("form[data-saving]")) sheet.remove();
  if (hadFocus) cell.focus({ preventScroll: true });
  if (isRefused) void refresh(); // what it stood in may be gone
}

async function save(editor: Editor): Promise<void> {
  if (editor.isSaving) return;
  const { cell, form, was } = editor;
  const value = valueIn(form);
  if (value === was) return close(editor);
  editor.isSaving = true;
  form.dataset.saving = "";
  const isLane = cell.dataset.field === "lane";
  const values: Record<string, string> = isLane ? { lane: value, after: cell.dataset.of ?? "" } : { value, was };
  const taken = await send("PUT", cell.dataset.put ?? "", values, (html) => tell(form, html));
  editor.isSaving = false;
  delete form.dataset.saving;
  if (taken) {
    cell.dataset.value = value;
    editor.isRefused = false;
    close(editor);
  } else reopen(editor);
}

/** Refused: the field stays as it is, and the sheet it stands in comes back. */
function reopen(editor: Editor): void {
  editor.isRefused = true;
  const sheet = editor.form.closest("dialog");
  if (sheet?.isConnected && !sheet.open) sheet.showModal();
}

function tell(form: HTMLFormElement, html: string): void {
  form.querySelector(".rm-refused")?.remove();
  form.insertAdjacentHTML("beforeend", html); // by the server
  const at = document.activeElement;
  if (!at || at === document.body || form.contains(at)) controlOf(form)?.focus();
}

function editorOf(element: Element | null): Editor | undefined {
  const form = element?.closest<HTMLElement>("form.rm-editor");
  return form ? editors.get(form) : undefined;
}

on("click", "button.rm-cell", (event, cell) => {
  event.preventDefault();
  edit(cell, event.detail > 0);
});
on("dblclick", "[data-title-of]", (_event, title) => {
  const cell = title.closest("[data-item]")?.querySelector<HTMLElement>('[data-field="title"]');
  if (cell) edit(cell, true);
});
on("submit", "form.rm-editor", (event, form) => {
  event.preventDefault();
  const editor = editorOf(form);
  if (editor) void save(editor);
});
on("change", "form.rm-editor", (event, form) => {
  const editor = editorOf(form);
  if (!editor || !(event.target instanceof HTMLElement)) return;
  if (event.target instanceof HTMLSelectElement) void save(editor);
  // A day out of the calendar is chosen; one that is being typed passes through others on its way.
  else if (DAYS.has(editor.cell.dataset.field ?? "") && !editor.isTyped) void save(editor);
  else if (event.target.closest("cairn-combobox")) queueMicrotask(() => void save(editor));
});
on("keydown", "form.rm-editor", (event, form) => {
  const editor = editorOf(form);
  if (!editor) return;
  editor.isTyped = true;
  if (event.key === "Escape" && !event.defaultPrevented) {
    event.preventDefault();
    event.stopPropagation();
    close(editor);
  } else if (
    event.key === "Enter" &&
    (event.ctrlKey || event.metaKey || !(event.target instanceof HTMLTextAreaElement))
  ) {
    if (form.querySelector("cairn-combobox")) return;
    event.preventDefault();
    void save(editor);
  }
});
on("focusout", "form.rm-editor", (event, form) => {
  const editor = editorOf(form);
  if (!editor || (event.relatedTarget instanceof Node && form.contains(event.relatedTarget))) return;
  if (!form.querySelector(".rm-refused")) void save(editor);
});
on("click", "[data-take-theirs]", (_event, button) => {
  const editor = editorOf(button);
  if (editor) close(editor);
});
on("click", "[data-keep-mine]", (_event, button) => {
  const editor = editorOf(button);
  if (!editor) return;
  const refusal = button.closest<HTMLElement>(".rm-refused");
  editor.was = refusal?.dataset.theirs ?? "";
  refusal?.remove();
  void save(editor);
});
