// The framework that is chosen stands in the line above the cards.
import { on } from "../lib/dom";

on("change", ".framework-picker input[name=framework]", (_event, input) => {
  const card = input.closest("label")?.querySelectorAll(".choice-text > *");
  const shown = input.closest("details")?.querySelectorAll("[data-chosen] > *");
  for (const [at, words] of [...(card ?? [])].entries()) {
    const place = shown?.[at];
    if (place) place.textContent = words.textContent;
  }
});

// "Add a role" shows the next empty one, and leaves when there are as many as a framework may have.
on("click", "[data-add-role]", (_event, button) => {
  const waiting = [...(button.parentElement?.querySelectorAll<HTMLElement>(".framework-role[hidden]") ?? [])];
  const next = waiting.shift();
  if (!next) return;
  next.hidden = false;
  next.querySelector<HTMLInputElement>("input:not([type=hidden])")?.focus();
  button.hidden = waiting.length === 0;
});
