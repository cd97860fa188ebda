// hx-confirm="…" asks in a dialog of ours: what will be lost, and the verb of the button that was pressed.
import { words } from "../lib/dom";

function ask(question: string, verb: string, isDanger: boolean, go: () => void): void {
  const dialog = document.createElement("dialog");
  dialog.className = "dialog dialog-ask";
  dialog.setAttribute("aria-describedby", "ask-words");
  dialog.innerHTML =
    '<div class="dialog-body"><p id="ask-words"></p></div><form class="dialog-foot" method="dialog">' +
    '<button class="button" value=""></button><button class="button" value="go"></button></form>';
  const [cancel, confirm] = dialog.querySelectorAll("button");
  const line = dialog.querySelector("p");
  if (!cancel || !confirm || !line) return;
  line.textContent = question;
  cancel.textContent = words("cancel");
  confirm.textContent = verb || words("continue");
  confirm.classList.add(isDanger ? "button-danger" : "button-primary");
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (dialog.returnValue === "go") go();
  });
  document.body.append(dialog);
  dialog.showModal();
  cancel.focus();
}

document.addEventListener("htmx:confirm", (event) => {
  const { question, elt, verb, issueRequest } = (event as CustomEvent).detail;
  if (!question) return;
  event.preventDefault();
  const label = elt.getAttribute("aria-label") ?? elt.textContent?.trim() ?? "";
  ask(question, label, verb === "delete", () => issueRequest(true));
});
