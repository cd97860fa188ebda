// The box of an action item answers at once; when the server refuses or is not reached, it goes back.
import { on } from "../lib/dom";

function show(box: HTMLInputElement): void {
  const item = box.closest<HTMLElement>(".action-item, .action-row");
  if (item?.matches(".action-item")) item.dataset.state = box.checked ? "DONE" : "TODO";
  else item?.classList.toggle("is-done", box.checked);
}

on("change", "[data-action-box]", (_event, box) => show(box as HTMLInputElement));

for (const name of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(name, (event) => {
    const { elt } = (event as CustomEvent).detail;
    if (!(elt instanceof HTMLInputElement) || !elt.matches("[data-action-box]")) return;
    elt.checked = !elt.checked;
    show(elt);
  });
}
