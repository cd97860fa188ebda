// Remarks stand in one row, so that nobody has to unfold them. Who answers one of them says whom: by name, which tells her.
import { on } from "../../lib/dom";

on("click", "[data-reply-to]", (_event, button) => {
  const adding = button.closest(".remarks")?.querySelector<HTMLDetailsElement>(".remark-add");
  const field = adding?.querySelector("textarea");
  if (!adding || !field) return;
  adding.open = true;
  const name = `@${button.dataset.replyTo}`;
  if (!field.value.includes(name)) field.value = `${field.value.trimEnd()} ${name} `.trimStart();
  field.focus();
  field.setSelectionRange(field.value.length, field.value.length);
  field.dispatchEvent(new Event("input", { bubbles: true }));
});
