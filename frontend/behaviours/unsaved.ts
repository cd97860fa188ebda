// Words that were typed and not sent are kept: a question before leaving, and a draft of every data-draft field in this
// browser until it is sent.
import { all, on } from "../lib/dom";

const KEEP = "cairn.draft.";

function isDirty(): boolean {
  return all("form[data-dirty]").some((form) => form.isConnected && !form.closest("dialog:not([open])"));
}

on("input", "form textarea, form[data-guard] input", (_event, field) => {
  const form = field.closest("form");
  const typed = all<HTMLInputElement | HTMLTextAreaElement>("textarea, input[type=text]", form ?? document).some(
    (each) => each.value !== each.defaultValue,
  );
  form?.toggleAttribute("data-dirty", typed);
  const draft = field.dataset.draft;
  if (!draft) return;
  const { value } = field as HTMLTextAreaElement;
  if (value.trim()) localStorage.setItem(KEEP + draft, value);
  else localStorage.removeItem(KEEP + draft);
});

function sent(form: Element | null): void {
  form?.removeAttribute("data-dirty");
  for (const field of all("[data-draft]", form ?? document)) localStorage.removeItem(KEEP + field.dataset.draft);
}

document.addEventListener("submit", (event) => {
  const form = event.target as HTMLFormElement;
  if (!event.defaultPrevented) sent(form);
});
document.addEventListener("htmx:afterRequest", (event) => {
  const { successful, requestConfig, xhr } = (event as CustomEvent).detail;
  // The form that asked: once the answer has replaced it, htmx tells of it on an element around.
  // One that leads on to another page is not said to be successful, but it is.
  const isTaken = successful || Boolean(xhr?.getResponseHeader("HX-Redirect"));
  if (isTaken && requestConfig.elt instanceof HTMLFormElement) sent(requestConfig.elt);
});

window.addEventListener("beforeunload", (event) => {
  if (isDirty()) event.preventDefault();
});

/** Puts kept words back into fields that came empty, and opens what they are folded away in. */
function restore(root: ParentNode): void {
  for (const field of all<HTMLTextAreaElement>("[data-draft]", root)) {
    const kept = localStorage.getItem(KEEP + field.dataset.draft);
    if (!kept || field.value) continue;
    field.value = kept;
    for (let fold = field.closest("details"); fold; fold = fold.parentElement?.closest("details") ?? null)
      fold.open = true;
  }
}
document.addEventListener("htmx:load", (event) => restore(event.target as HTMLElement));
restore(document);
