// The draft of an answer that hosts write together: its editor comes with it, and nothing is given before it is saved.
import { all } from "../../lib/dom";

const LONGEST = 5_000; // milliseconds to wait for "Saved"; what is not saved by then is said by the editor itself

const openEditors = () => {
  if (all("#draft cairn-editor").length) void import("../editor");
};
document.addEventListener("htmx:afterSettle", openEditors);
openEditors();

document.addEventListener("htmx:confirm", (event) => {
  const { elt, issueRequest: give } = (event as CustomEvent).detail;
  const editor = elt instanceof HTMLElement ? document.getElementById(elt.dataset.giveDraft ?? "") : null;
  if (!editor || editor.dataset.saving === "saved") return;
  event.preventDefault();
  elt.setAttribute("aria-busy", "true");
  void saved(editor).then(() => {
    elt.removeAttribute("aria-busy");
    give(true);
  });
});

function saved(editor: HTMLElement): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(longest);
      editor.removeEventListener("cairn:state", look);
      resolve();
    };
    const look = () => editor.dataset.saving === "saved" && done();
    const longest = setTimeout(done, LONGEST);
    editor.addEventListener("cairn:state", look);
  });
}

// Given or thrown away by another host: what stands there now, also while her hand is in a text that nobody takes any
// more. The server answers with nothing as long as the draft is the one on the screen.
const look = () => document.body.dispatchEvent(new CustomEvent("drafted"));
document.body.addEventListener("cairn:answer.changed", look);
document.addEventListener("cairn:state", (event) => {
  const isDraft = event.target instanceof Element && event.target.closest("#draft");
  if (isDraft && (event as CustomEvent<{ state: string }>).detail.state === "refused") look();
});
