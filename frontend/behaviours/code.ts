// A button that copies a block of code, put beside it when the page has been drawn.
import { all, on } from "../lib/dom";
import { t } from "../lib/words";

function frame(pre: HTMLElement): void {
  if (pre.parentElement?.classList.contains("code-frame")) return;
  const box = document.createElement("div");
  box.className = "code-frame";
  const button = document.createElement("button");
  button.type = "button";
  button.className = "code-copy";
  button.textContent = t("Copy");
  button.title = t("Copy this code");
  pre.replaceWith(box);
  box.append(pre, button);
}

function start(): void {
  for (const pre of all(".prose pre.code-block")) if (!pre.closest(".ed-text")) frame(pre);
}

async function copy(words: string): Promise<void> {
  if (!navigator.clipboard) throw new Error("no clipboard without https");
  await navigator.clipboard.writeText(words);
}

on("click", ".code-copy", (_event, button) => {
  const code = button.parentElement?.querySelector("code");
  copy(code?.textContent ?? "").then(
    () => {
      button.textContent = t("Copied");
      setTimeout(() => {
        button.textContent = t("Copy");
      }, 2000);
    },
    () => code && getSelection()?.selectAllChildren(code),
  );
});

document.addEventListener("htmx:afterSettle", start);
start();
