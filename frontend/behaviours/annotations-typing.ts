// "Ada is typing …" under a thread. It goes over the socket of changes and is kept nowhere: who stops is forgotten.
import { on } from "../lib/dom";
import { words } from "./annotations-rail";
import { say } from "./changes";

const AGAIN = 2000; // ms between two notices of one who types
const FORGOTTEN = 5000; // ms after the last one

let told = 0;
const typing = new Map<string, Map<string, number>>(); // thread → name → until when

on("input", ".reply textarea", (_event, area) => {
  const thread = area.closest<HTMLElement>(".thread");
  const now = Date.now();
  // Who reads the page hears it: nothing of threads on words that were never published.
  if (!thread || thread.hasAttribute("data-on-draft") || now - told < AGAIN || !(area as HTMLTextAreaElement).value)
    return;
  told = now;
  say({ typing: Number(thread.dataset.thread) });
});

document.body?.addEventListener("cairn:typing.changed", (event) => {
  const { target, name } = (event as CustomEvent<{ target: number; name: string }>).detail;
  const people = typing.get(String(target)) ?? new Map<string, number>();
  people.set(name, Date.now() + FORGOTTEN);
  typing.set(String(target), people);
  show(String(target));
  window.setTimeout(() => show(String(target)), FORGOTTEN + 50);
});

function show(thread: string): void {
  const people = typing.get(thread);
  const line = document.querySelector<HTMLElement>(`#thread-${thread} [data-typing]`);
  if (!people) return;
  for (const [name, until] of people) if (until < Date.now()) people.delete(name);
  const names = [...people.keys()];
  if (!names.length) typing.delete(thread);
  if (!line) return;
  line.hidden = !names.length;
  line.textContent = names.length
    ? words(names.length > 1 ? "manyTyping" : "typing").replace("NAME", names.join(", "))
    : "";
}

// She has said it: what she was typing is there.
document.body?.addEventListener("cairn:threads", () => window.setTimeout(() => [...typing.keys()].forEach(show), 400));
document.body?.addEventListener("cairn:comment.created", () => typing.clear());
document.addEventListener("htmx:afterSettle", () => [...typing.keys()].forEach(show));
