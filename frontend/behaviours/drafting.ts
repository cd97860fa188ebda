// Her answers save themselves while she types. What could not be sent stays in the field and in this browser
// (data-draft), and is tried again. "Nothing to say here" goes when she writes something after all.
import { all, on } from "../lib/dom";

const PAUSE = 600;
const AGAIN = 5000;
const timers = new WeakMap<Element, number>();
const sending = new WeakMap<Element, Promise<void>>();

function area(line: Element): HTMLTextAreaElement | null {
  return line.querySelector("textarea");
}

function nothing(line: Element): HTMLInputElement | null {
  return line.querySelector("input[type=checkbox]");
}

function say(line: Element, words: string | undefined, state: string): void {
  const place = line.querySelector<HTMLElement>("[data-drafting-state]");
  if (!place) return;
  place.textContent = words ?? "";
  place.dataset.state = state;
}

function count(form: HTMLFormElement): void {
  const far = form.querySelector<HTMLElement>("[data-drafting-far]");
  const lines = all("[data-drafting-line]", form);
  const said = lines.filter((line) => area(line)?.value.trim() || nothing(line)?.checked);
  if (far)
    far.textContent = (far.dataset.words ?? "").replace("{n}", `${said.length}`).replace("{all}", `${lines.length}`);
}

/** What stands in the fields of a line, as the server is told. */
function standing(line: Element): string {
  return new URLSearchParams({
    text: area(line)?.value ?? "",
    nothing: nothing(line)?.checked ? "1" : "",
  }).toString();
}

/** Which state of the answer this window shows: another window of hers may be further. */
function seen(line: Element): HTMLInputElement | null {
  return line.querySelector("input[type=hidden]");
}

async function put(line: HTMLElement): Promise<void> {
  const form = line.closest("form");
  const body = standing(line);
  if (!form || line.dataset.sent === body) return;
  say(line, form.dataset.saving, "saving");
  const token = document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content ?? "";
  const answer = await fetch(line.dataset.draftingLine ?? "", {
    method: "PUT",
    headers: { "X-CSRFToken": token, Accept: "application/json", "Content-Type": "application/x-www-form-urlencoded" },
    body: `${body}&${new URLSearchParams({ seen: seen(line)?.value ?? "" })}`,
  }).catch(() => null);
  if (answer?.ok) {
    line.dataset.sent = body;
    const kept = (await answer.json().catch(() => null)) as { seen?: string } | null;
    const state = seen(line);
    if (state && kept?.seen) state.value = kept.seen;
    const field = area(line);
    if (field && standing(line) === body) field.defaultValue = field.value;
    if (field?.dataset.draft && standing(line) === body) localStorage.removeItem(`cairn.draft.${field.dataset.draft}`);
    say(line, form.dataset.saved, "saved");
    const left = all<HTMLTextAreaElement>("textarea", form).some((each) => each.value !== each.defaultValue);
    form.toggleAttribute("data-dirty", left);
    return;
  }
  const told = answer ? ((await answer.json().catch(() => null)) as { message?: string } | null) : null;
  say(line, told?.message ?? form.dataset.unsaved, "unsaved");
  if (!answer || answer.status >= 500) later(line, AGAIN);
}

/** One at a time, so that the last one wins. */
function send(line: HTMLElement): void {
  sending.set(
    line,
    (sending.get(line) ?? Promise.resolve()).then(() => put(line)),
  );
}

function later(line: HTMLElement, pause: number): void {
  window.clearTimeout(timers.get(line));
  timers.set(
    line,
    window.setTimeout(() => send(line), pause),
  );
}

function lineOf(field: Element): HTMLElement | null {
  return field.closest("form[data-drafting]") ? field.closest<HTMLElement>("[data-drafting-line]") : null;
}

on("input", "form[data-drafting] textarea", (_event, field) => {
  const line = lineOf(field);
  if (!line) return;
  const box = nothing(line);
  if (box && (field as HTMLTextAreaElement).value.trim()) box.checked = false;
  count(line.closest("form") as HTMLFormElement);
  later(line, PAUSE);
});
on("change", "form[data-drafting] input[type=checkbox]", (_event, field) => {
  const line = lineOf(field);
  if (!line) return;
  count(line.closest("form") as HTMLFormElement);
  later(line, 0);
});
on("focusout", "form[data-drafting] textarea", (_event, field) => {
  const line = lineOf(field);
  if (line && standing(line) !== line.dataset.sent) later(line, 0);
});

// Ctrl/⌘ Enter in a field saves it and stays; only the button says that she is done.
on(
  "submit",
  "form[data-drafting]",
  (event, form) => {
    if (event.submitter) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const line = form.contains(document.activeElement) ? lineOf(document.activeElement as Element) : null;
    if (line) later(line, 0);
  },
  { capture: true },
);

/** Words that this browser kept, because they could not be sent, come back into fields that came empty: send them. */
function begin(): void {
  for (const line of all("form[data-drafting] [data-drafting-line]")) {
    const field = area(line);
    if (field && field.value !== field.defaultValue) later(line, PAUSE);
    else line.dataset.sent = standing(line);
  }
  for (const form of all<HTMLFormElement>("form[data-drafting]")) count(form);
}
begin();
