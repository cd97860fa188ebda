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
