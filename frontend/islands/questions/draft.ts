// The draft of an answer that hosts write together: its editor comes with it, and nothing is given before it is saved.
import { all } from "../../lib/dom";
import type { CairnEditor } from "../editor/element";

const LONGEST = 5_000; // milliseconds to wait for "Saved"; what is not saved by then is said by the editor itself

const AGAIN = 1_500; // milliseconds between two looks at a draft that is no more

const openEditors = () => {
  if (all("#draft cairn-editor").length) void import("../editor");
};
document.addEventListener("htmx:afterSettle", openEditors);
openEditors();

/** What stands on her screen goes along: words that another has just typed may be here before they are saved. */
const states = new WeakMap<Element, string>();

document.addEventListener("htmx:confirm", (event) => {
  const { elt, issueRequest: give } = (event as CustomEvent).detail;
  const editor = elt instanceof HTMLElement ? document.getElementById(elt.dataset.giveDraft ?? "") : null;
  if (!editor) return;
  event.preventDefault();
  elt.setAttribute("aria-busy", "true");
  void Promise.all([import("yjs"), saved(editor)]).then(([{ encodeStateAsUpdate }]) => {
    elt.removeAttribute("aria-busy");
    const { live } = editor as CairnEditor;
    if (live) states.set(elt, base64(encodeStateAsUpdate(live.doc)));
    give(true);
  });
});

document.addEventListener("htmx:configRequest", (event) => {
  const { elt, parameters } = (event as CustomEvent).detail;
  const state = states.get(elt);
  if (state) parameters.state = state;
});

function base64(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

function saved(editor: HTMLElement): Promise<void> {
  if (editor.dataset.saving === "saved") return Promise.resolve();
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
  const editor = event.target instanceof Element ? event.target.closest("#draft cairn-editor") : null;
  if (editor && (event as CustomEvent<{ state: string }>).detail.state === "refused") lookUntilGone(editor);
});

function lookUntilGone(editor: Element): void {
  if (!editor.isConnected || editor.getAttribute("data-saving") !== "refused") return;
  look();
  setTimeout(() => lookUntilGone(editor), AGAIN);
}
