// A cell is written in where it stands: a press opens its field, Enter or leaving saves, Escape leaves it as it was.
import { on } from "../../lib/dom";
import { send } from "./server";

const DAYS = new Set(["start", "end"]);

interface Open {
  cell: HTMLElement;
  form: HTMLFormElement;
  was: string;
  isSaving: boolean;
}

let open: Open | null = null;

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

function controlOf(form: HTMLElement): Control | null {
  return form.querySelector<Control>("input[name=value]:not([type=hidden]), textarea, select, [role=combobox]");
}

export function edit(cell: HTMLElement): void {
  const field = cell.dataset.field ?? "";
  const template = document.querySelector<HTMLTemplateElement>(`template[data-editor="${field}"]`);
  if (!template || (open && !close())) return;
  const form = document.createElement("form");
  form.className = `rm-editor rm-editor-${field}`;
  form.dataset.editing = "";
  form.noValidate = true;
  form.append(template.content.cloneNode(true));
  cell.dataset.editing = "";
  cell.hidden = true;
  cell.after(form);
  open = { cell, form, was: cell.dataset.value ?? "", isSaving: false };
  fill(open, field);
}

function fill({ cell, form, was }: Open, field: string): void {
  const control = controlOf(form);
  if (!control) return;
  if (field === "owner") chip(form, was, cell.dataset.words ?? "");
  else control.value = was;
  control.focus();
  if (control instanceof HTMLInputElement && control.type === "text") control.select();
  if (control instanceof HTMLSelectElement || DAYS.has(field)) pick(control);
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

/** Takes the field away; false while a refused text stands in it. */
function close(force = false): boolean {
  if (!open) return true;
  const { cell, form } = open;
  if (!force && form.querySelector(".rm-refused")) return false;
  open = null;
  const hadFocus = form.contains(document.activeElement);
  delete cell.dataset.editing;
  cell.hidden = false;
  form.remove();
  if (hadFocus) cell.focus({ preventScroll: true });
  return true;
}

async function save(): Promise<void> {
  if (!open || open.isSaving) return;
  const here = open;
  const { cell, form, was } = here;
  const value = valueIn(form);
  if (value === was) {
    close(true);
    return;
  }
  here.isSaving = true;
  const isLane = cell.dataset.field === "lane";
  const values: Record<string, string> = isLane ? { lane: value, after: cell.dataset.of ?? "" } : { value, was };
  const taken = await send("PUT", cell.dataset.put ?? "", values, (html) => refuse(form, html));
  here.isSaving = false;
  if (!taken || open !== here) return;
  cell.dataset.value = value;
  close(true);
}

function refuse(form: HTMLFormElement, html: string): void {
  form.querySelector(".rm-refused")?.remove();
  form.insertAdjacentHTML("beforeend", html); // by the server
  controlOf(form)?.focus();
}

on("click", "button.rm-cell", (event, cell) => {
  event.preventDefault();
  edit(cell);
});
on("dblclick", "[data-title-of]", (_event, title) => {
  const cell = title.closest("[data-item]")?.querySelector<HTMLElement>('[data-field="title"]');
  if (cell) edit(cell);
});
on("submit", "form.rm-editor", (event) => {
  event.preventDefault();
  void save();
});
on("change", "form.rm-editor", (event) => {
  if (event.target instanceof HTMLSelectElement) void save();
  if (event.target instanceof HTMLElement && event.target.closest("cairn-combobox")) queueMicrotask(() => void save());
});
on("keydown", "form.rm-editor", (event, form) => {
  if (event.key === "Escape" && !event.defaultPrevented) {
    event.preventDefault();
    event.stopPropagation();
    close(true);
  } else if (
    event.key === "Enter" &&
    (event.ctrlKey || event.metaKey || !(event.target instanceof HTMLTextAreaElement))
  ) {
    if (form.querySelector("cairn-combobox")) return;
    event.preventDefault();
    void save();
  }
});
on("focusout", "form.rm-editor", (event, form) => {
  const to = event.relatedTarget;
  if (to instanceof Node && form.contains(to)) return;
  if (open?.form === form && !form.querySelector(".rm-refused")) void save();
});
on("click", "[data-take-theirs]", () => close(true));
on("click", "[data-keep-mine]", (_event, button) => {
  if (!open) return;
  open.was = button.closest<HTMLElement>(".rm-refused")?.dataset.theirs ?? "";
  button.closest(".rm-refused")?.remove();
  void save();
});
