// What a decision's page does in the browser.
import { on } from "../lib/dom";
import "./decision-ballot";
import "./decision-cut";
import "./decision-frameworks";
import "./decision-table";

on("click", "[data-clear]", (event, button) => {
  event.preventDefault();
  document.querySelector(button.dataset.clear ?? "")?.replaceChildren();
});
