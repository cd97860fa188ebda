// From one open thread to the next in the order of the text: t and T while reading, Alt PageDown and
// PageUp anywhere.
import { all, isTyping } from "../lib/dom";
import { activeThread, list, passageOf } from "./annotations-marks";

/** The threads of the list as their passages follow each other; those on the whole page last. */
function inOrder(): HTMLElement[] {
  const placed = all(".thread", list() ?? document).map((thread) => ({ thread, passage: passageOf(thread) }));
  placed.sort((a, b) => {
    if (!a.passage || !b.passage) return Number(!a.passage) - Number(!b.passage);
    return a.passage.compareDocumentPosition(b.passage) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
  });
  return placed.map(({ thread }) => thread);
}

function step(by: number): boolean {
  const threads = inOrder();
  if (!threads.length) return false;
  const at = threads.indexOf(activeThread() as HTMLElement);
  const next = threads[at < 0 ? (by > 0 ? 0 : threads.length - 1) : (at + by + threads.length) % threads.length];
  const passage = next && passageOf(next);
  passage?.scrollIntoView({ block: "center" });
  document.dispatchEvent(new CustomEvent("cairn:thread-focus", { detail: { id: next?.dataset.thread } }));
  return true;
}

document.addEventListener(
  "keydown",
  (event) => {
    if (event.defaultPrevented || document.querySelector("dialog[open], .menu:popover-open")) return;
    if (event.ctrlKey || event.metaKey) return;
    const page = { PageDown: 1, PageUp: -1 }[event.key];
    const letter = { t: 1, T: -1 }[event.key];
    const by = event.altKey ? page : isTyping(event.target) ? undefined : letter;
    if (by && step(by)) {
      event.preventDefault();
      event.stopPropagation();
    }
  },
  { capture: true },
);
