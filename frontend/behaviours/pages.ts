// Reading pages: tells the server that one was read, prints, and begins a new page from a plain link.
import { all, on } from "../lib/dom";
import { tellVisit } from "./visits";

if ("requestIdleCallback" in window) requestIdleCallback(() => void tellVisit(), { timeout: 3000 });
else setTimeout(() => void tellVisit(), 600);

on("click", "[data-print]", () => window.print());

// A link may not make anything; the form that it leads to asks for it.
for (const form of all<HTMLFormElement>("form[data-submit-now]")) form.requestSubmit();
