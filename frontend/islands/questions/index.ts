import "./votes";
import "./countdown";
import "./similar";
import "./nameless";
import "./themes";
import "./nameless-deeds";
import "./format";
import "./draft";
import "./live";
import "./hear";
import "./reply";
import "./held";

// "Cancel" under something that is being changed shows again what stands there.
document.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("[data-refresh]") : null;
  if (!link) return;
  event.preventDefault();
  link.closest("form")?.removeAttribute("data-dirty");
  document.body.dispatchEvent(new CustomEvent("cairn:refresh"));
});

// The session takes questions, or takes none any more, since the page was read. What is typed stays.
document.addEventListener("htmx:afterSettle", () => {
  const head = document.querySelector(".ama-head");
  const form = document.querySelector<HTMLFormElement>("form[data-ask]");
  if (!head || !form) return;
  const isTyped = [...form.querySelectorAll("textarea")].some((field) => field.value.trim());
  form.hidden = !head.hasAttribute("data-may-ask") && !isTyped;
});
