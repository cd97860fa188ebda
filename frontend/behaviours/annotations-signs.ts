// Signs under comments: one small menu for all of them, opened beside the comment whose button was pressed.
import { on } from "../lib/dom";
import { placeNear } from "../lib/dom-place";
import htmx from "./htmx";

let comment = "";
let at = ""; // where else than under a comment it goes: the address, without the sign

function menu(): HTMLElement | null {
  return document.getElementById("reaction-menu");
}

on("click", "[data-react]", (event, button) => {
  const signs = menu();
  if (!signs) return;
  comment = button.dataset.react ?? "";
  at = button.dataset.reactAt ?? "";
  signs.showPopover();
  placeNear(button, signs);
  if (event.detail === 0) signs.querySelector("button")?.focus();
});

on("click", "[data-sign]", (_event, sign) => {
  if (at) {
    menu()?.hidePopover();
    void htmx.ajax("put", `${at}${sign.dataset.sign}/`, { swap: "none" });
    return;
  }
  const thread = document.getElementById(`comment-${comment}`)?.closest<HTMLElement>(".thread");
  menu()?.hidePopover();
  if (!thread) return;
  void htmx.ajax("put", `/comments/${comment}/reactions/${sign.dataset.sign}/`, { target: thread, swap: "outerHTML" });
});

on("keydown", "#reaction-menu button", (event, sign) => {
  const step = { ArrowRight: "nextElementSibling", ArrowLeft: "previousElementSibling" }[event.key];
  if (!step) return;
  event.preventDefault();
  const next = sign[step as "nextElementSibling"];
  if (next instanceof HTMLElement) next.focus();
});
