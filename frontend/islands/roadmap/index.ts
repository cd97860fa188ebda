// A roadmap in the browser: it keeps itself up to date, and is changed by hand, by mouse and by keyboard.
import { on } from "../../lib/dom";
import "./add";
import "./drag";
import "./edit";
import "./sheet";
import "./timeline";
import { own, refresh, show } from "./server";

let soon = 0;
document.body.addEventListener("cairn:roadmap", () => {
  clearTimeout(soon);
  soon = window.setTimeout(() => void refresh(), 40); // several events of one write are one question
});
for (const told of ["cairn:page.published", "cairn:linked.changed", "cairn:missed"])
  document.body.addEventListener(told, () => void refresh());

on("click", "[data-roadmap]:not([data-embedded]) a[data-show]", (event, link) => {
  if (event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  const wanted = new URLSearchParams(link.dataset.show ?? "");
  if (link.closest(".rm-views")) {
    const kept = new URLSearchParams(own()?.dataset.query ?? "");
    kept.set("view", wanted.get("view") ?? "board");
    void show(kept.toString());
  } else void show(wanted.toString());
});

on("change", "form[data-filters]", (_event, form) => {
  const values = new FormData(form as HTMLFormElement);
  void show(
    new URLSearchParams([...values].map(([name, value]): [string, string] => [name, String(value)])).toString(),
  );
});
