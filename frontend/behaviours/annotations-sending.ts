// Saying it once. Each act of sending has a name that the server remembers: a second press, or a second try after the
// connection broke, is the same act. What was not sent stays in its field.

const names = new Map<string, string>();

function formOf(event: Event): HTMLFormElement | null {
  const { elt } = (event as CustomEvent<{ elt: unknown }>).detail;
  return elt instanceof HTMLFormElement && elt.matches(".composer, .reply, [data-said-once]") && elt.id ? elt : null;
}

document.addEventListener("htmx:configRequest", (event) => {
  const form = formOf(event);
  if (!form) return;
  const name = names.get(form.id) ?? crypto.randomUUID();
  names.set(form.id, name);
  (event as CustomEvent).detail.parameters.sending = name;
});

document.addEventListener("htmx:afterRequest", (event) => {
  const form = formOf(event);
  if (form && (event as CustomEvent).detail.successful) names.delete(form.id);
});

// Other words are another act, even where the first was never answered.
document.addEventListener("input", (event) => {
  const form = (event.target as Element).closest("form");
  if (form?.id) names.delete(form.id);
});
