// Reading pages: tells the server that one was read, prints, and begins a new page from a plain link.
import { all, on } from "../lib/dom";

/** Sent after the page stands, so that reading never waits for it. */
function tellVisit(): void {
  const address = document.querySelector<HTMLElement>("[data-visit]")?.dataset.visit;
  const token = document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content;
  if (!address || !token) return;
  void fetch(address, { method: "POST", headers: { "X-CSRFToken": token }, keepalive: true }).catch(() => null);
}

if ("requestIdleCallback" in window) requestIdleCallback(tellVisit, { timeout: 3000 });
else setTimeout(tellVisit, 600);

on("click", "[data-print]", () => window.print());

// A link may not make anything; the form that it leads to asks for it.
for (const form of all<HTMLFormElement>("form[data-submit-now]")) form.requestSubmit();
