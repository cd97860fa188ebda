// Around the editor: the title saves itself, and publishing takes only what has been saved.
import { all, on, words } from "../lib/dom";
import htmx from "./htmx";
import { toast } from "./toasts";

const PAUSE = 700;
const PATIENCE = 8000;
let timer = 0;
let saving: Promise<void> = Promise.resolve();

function titleField(): HTMLTextAreaElement | null {
  return document.querySelector<HTMLTextAreaElement>("textarea[data-title-url]");
}

function showTitleProblem(field: HTMLTextAreaElement, message: string): void {
  const note = document.getElementById("page-title-note");
  if (!note) return;
  note.textContent = message;
  note.hidden = !message;
  field.toggleAttribute("aria-invalid", Boolean(message));
}

/** The tree and the breadcrumbs call the page by its new name at once. */
function showTitleAround(title: string): void {
  for (const place of all('.breadcrumbs [aria-current="page"], [data-tree] [aria-current="page"]')) {
    const name = [...place.childNodes].find((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim());
    if (name) name.textContent = `${title} `;
  }
}

// A tree that was asked for before the title was saved comes with the old name.
document.addEventListener("htmx:load", () => {
  const field = titleField();
  if (field?.defaultValue.trim()) showTitleAround(field.defaultValue);
});

async function send(field: HTMLTextAreaElement): Promise<void> {
  const title = field.value;
  const token = document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content ?? "";
  const answer = await fetch(field.dataset.titleUrl ?? "", {
    method: "PUT",
    headers: { "X-CSRFToken": token, Accept: "application/json" },
    body: new URLSearchParams({ title }),
  }).catch(() => null);
  if (answer?.ok) {
    field.defaultValue = title;
    showTitleProblem(field, "");
    showTitleAround(title);
    return;
  }
  const said = (await answer?.json().catch(() => null)) as { message?: string } | null;
  showTitleProblem(field, said?.message ?? words("failed"));
}

/** Saves what was typed in the title, if anything was; one at a time, so that the last one wins. */
function saveTitle(): Promise<void> {
  window.clearTimeout(timer);
  const field = titleField();
  if (field?.value.trim() && field.value !== field.defaultValue) saving = saving.then(() => send(field));
  return saving;
}

on("input", "textarea[data-title-url]", (_event, element) => {
  const field = element as HTMLTextAreaElement;
  if (field.value.includes("\n")) field.value = field.value.replace(/\s*\n\s*/g, " ");
  window.clearTimeout(timer);
  timer = window.setTimeout(() => void saveTitle(), PAUSE);
});
on("focusout", "textarea[data-title-url]", () => void saveTitle());
// From the title, Enter and the arrow lead into the text.
on("keydown", "textarea[data-title-url]", (event, field) => {
  const { selectionStart, value } = field as HTMLTextAreaElement;
  if (event.isComposing || (event.key !== "Enter" && !(event.key === "ArrowDown" && selectionStart === value.length)))
    return;
  if (event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  document.querySelector<HTMLElement>("cairn-editor")?.focus();
});
window.addEventListener("beforeunload", (event) => {
  const field = titleField();
  if (field?.value.trim() && field.value !== field.defaultValue) {
    void saveTitle();
    event.preventDefault();
  }
});

function editorState(): string {
  return document.querySelector<HTMLElement>("cairn-editor")?.dataset.saving ?? "saved";
}

/** Resolves once the editor has nothing left to save; false where that does not come about. */
function saved(): Promise<boolean> {
  if (editorState() === "saved") return Promise.resolve(true);
  if (editorState() === "offline") return Promise.resolve(false);
  return new Promise((resolve) => {
    const finish = (done: boolean) => {
      document.removeEventListener("cairn:state", look);
      resolve(done);
    };
    const look = () => editorState() === "saved" && finish(true);
    document.addEventListener("cairn:state", look);
    window.setTimeout(() => finish(false), PATIENCE);
  });
}

async function openPublish(button: HTMLElement): Promise<void> {
  button.setAttribute("aria-busy", "true");
  await saveTitle();
  const ready = await saved();
  button.removeAttribute("aria-busy");
  if (ready) void htmx.ajax("get", button.dataset.publish ?? "", { target: "#page-dialog", swap: "innerHTML" });
  else toast(words("offline"), { problem: true });
}

on("click", "[data-publish]", (_event, button) => void openPublish(button));

// Ctrl+Enter opens the dialog; in it, Ctrl+Enter sends what was typed (typing.ts). Before the editor hears of it.
document.addEventListener(
  "keydown",
  (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    const button = document.querySelector<HTMLElement>("[data-publish]");
    if (!button || document.querySelector("dialog[open]") || isElsewhere(event.target)) return;
    event.preventDefault();
    event.stopPropagation();
    void openPublish(button);
  },
  { capture: true },
);

/** A comment beside the text is sent by the same keys. */
function isElsewhere(target: EventTarget | null): boolean {
  return target instanceof Element && Boolean(target.closest("form"));
}
