// Quick add: a line at the end of each lane. Enter adds and goes on; several lines pasted become several items.
import { on } from "../../lib/dom";
import { own, send } from "./server";

async function add(form: HTMLElement, titles: string[]): Promise<void> {
  const address = `${own()?.dataset.part}items/`;
  const input = form.querySelector("input") as HTMLInputElement;
  for (const title of titles) {
    const taken = await send("POST", address, { title, lane: form.dataset.add ?? "" }, (html) => refuse(form, html));
    if (taken) continue;
    // Refused: it is there again, unless the next one is being typed already.
    if (!input.value) input.value = title;
    return;
  }
}

function refuse(form: HTMLElement, html: string): void {
  const line = form.querySelector<HTMLElement>(".field-error");
  if (!line) return;
  line.innerHTML = html; // by the server
  line.hidden = false;
}

on("submit", "form[data-add]", (event, form) => {
  event.preventDefault();
  const input = form.querySelector("input") as HTMLInputElement;
  const title = input.value.trim();
  if (!title) return;
  const line = form.querySelector<HTMLElement>(".field-error");
  if (line) line.hidden = true;
  input.value = "";
  void add(form, [title]);
});

on("paste", "form[data-add] input", (event, input) => {
  const lines = (event.clipboardData?.getData("text/plain") ?? "")
    .split(/\r?\n/)
    .map((line) => line.replace(/^\s*(?:[-*•]|\d+[.)])\s+/, "").trim());
  const titles = lines.filter(Boolean).slice(0, 50);
  if (titles.length < 2) return;
  event.preventDefault();
  void add(input.closest("form") as HTMLElement, titles);
});

on("input", "form[data-add] input", (_event, input) => {
  const line = input.closest("form")?.querySelector<HTMLElement>(".field-error");
  if (line) line.hidden = true;
});

on("keydown", "form[data-add] input", (event, input) => {
  if (event.key !== "Escape") return;
  (input as HTMLInputElement).value = "";
  input.blur();
});
