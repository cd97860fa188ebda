// All of an item in a sheet beside the roadmap: opened from its title, closed with Escape.

import { toast } from "../../behaviours/toasts";
import { on } from "../../lib/dom";
import { own, send, sentence } from "./server";

async function open(address: string): Promise<void> {
  const answer = await fetch(address, { headers: { "HX-Request": "true" } }).catch(() => null);
  if (!answer?.ok) return;
  document.querySelector("[data-sheet]")?.remove();
  own()?.insertAdjacentHTML("afterend", await answer.text()); // by the server
  document.querySelector<HTMLDialogElement>("[data-sheet]")?.showModal();
}

on("click", "[data-open]", (event, button) => {
  if (!button.closest("[data-roadmap]")) return;
  event.preventDefault();
  void open(button.dataset.open ?? "");
});

document.addEventListener("cairn:roadmap-open", (event) => void open((event as CustomEvent<string>).detail));

document.addEventListener(
  "close",
  (event) => {
    if (!(event.target instanceof HTMLElement) || !event.target.matches("[data-sheet]")) return;
    // A field whose answer is on its way keeps it: it comes back when that is a refusal.
    if (!event.target.querySelector("form[data-saving]")) event.target.remove();
  },
  true,
);

on("click", "[data-remove]", (_event, button) => {
  const address = button.dataset.remove ?? "";
  button.closest("dialog")?.close();
  void send("PUT", address).then((taken) => {
    if (taken) toast(sentence("removed"), { undo: () => void send("DELETE", address) });
  });
});

on("click", "[data-unlink]", (_event, button) => {
  const links = document.querySelector<HTMLElement>("[data-link]")?.dataset.link ?? "";
  const page = /\/pages\/(\d+)\//.exec(button.dataset.unlink ?? "")?.[1];
  if (page) void send("DELETE", `${links}${page}/`);
});

on("change", "[data-link]", (_event, form) => {
  queueMicrotask(() => {
    const chosen = form.querySelector<HTMLInputElement>("input[name=page]");
    if (!chosen) return;
    const page = chosen.value;
    chosen.closest(".chip")?.remove();
    const line = form.querySelector<HTMLElement>(".field-error");
    if (line) line.hidden = true;
    void send("POST", form.dataset.link ?? "", { page }, (html) => {
      if (!line) return;
      line.innerHTML = html;
      line.hidden = false;
    });
  });
});
on("submit", "[data-link]", (event) => event.preventDefault());
