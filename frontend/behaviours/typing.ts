// In every field: it grows with its text, Ctrl/⌘ Enter sends it, Esc leaves it.
import { all, on } from "../lib/dom";

const growsByItself = globalThis.CSS?.supports?.("field-sizing", "content") ?? false;

function grow(area: HTMLTextAreaElement): void {
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight + 2}px`;
}

if (!growsByItself) {
  on("input", "textarea", (_event, area) => grow(area as HTMLTextAreaElement));
  document.addEventListener("htmx:afterSettle", () => all<HTMLTextAreaElement>("textarea").forEach(grow));
}

on("keydown", "textarea, input", (event, field) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    const form = (field as HTMLInputElement).form;
    if (!form) return;
    event.preventDefault();
    form.requestSubmit();
  }
});

// A reply that was opened and left empty closes again.
on("keydown", ".reply textarea", (event, area) => {
  if (event.key === "Escape" && !(area as HTMLTextAreaElement).value.trim()) area.blur();
});

// One sending at a time: a second press while the first is on its way does nothing.
document.addEventListener("submit", (event) => {
  const form = event.target as HTMLFormElement;
  if (form.hasAttribute("hx-post") || form.hasAttribute("hx-get") || form.hasAttribute("hx-delete")) return;
  const button = event.submitter;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "1";
  button?.setAttribute("aria-busy", "true");
});
window.addEventListener("pageshow", () => {
  for (const form of all("form[data-sent]")) {
    delete form.dataset.sent;
    for (const button of all("[aria-busy]", form)) button.removeAttribute("aria-busy");
  }
});
