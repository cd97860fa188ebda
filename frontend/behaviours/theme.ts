// Light, dark or as the device says; a cookie, so that the server renders the next page without a flash.
import { all, on, remember } from "../lib/dom";

const root = document.documentElement;

function mark(): void {
  for (const choice of all("[data-theme-choice]")) {
    const chosen = choice.dataset.themeChoice === (root.dataset.theme ?? "");
    choice.setAttribute(choice.role === "menuitemradio" ? "aria-checked" : "aria-pressed", String(chosen));
  }
}

export function choose(theme: string): void {
  root.dataset.theme = theme;
  remember("cairn_theme", theme);
  mark();
}

on("click", "[data-theme-choice]", (_event, target) => choose(target.dataset.themeChoice ?? ""));
document.addEventListener("htmx:afterSettle", mark);
mark();
