// The screen of a live part: a host's keys, and counts that follow the votes.
import { all, isTyping } from "../../lib/dom";

const KEYS: Record<string, string> = { " ": "next", ArrowRight: "next", ArrowLeft: "previous", a: "answered" };
const screen = () => document.querySelector<HTMLElement>("[data-live]");

document.addEventListener("keydown", (event) => {
  const live = screen();
  if (!live || isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
  if (document.querySelector("dialog[open]")) return;
  if (event.key === "Escape" && !document.fullscreenElement) location.assign(live.dataset.leave ?? "/");
  if (event.key.toLowerCase() === "f") void fill();
  const name = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  const button = name ? live.querySelector<HTMLButtonElement>(`[data-key="${name}"]`) : null;
  if (!button) return;
  event.preventDefault();
  event.stopPropagation();
  if (!event.repeat) button.click();
});

async function fill(): Promise<void> {
  if (document.fullscreenElement) await document.exitFullscreen();
  else await document.documentElement.requestFullscreen().catch(() => undefined);
}

document.body.addEventListener("cairn:vote.counted", (event) => {
  const { counts = {} } = (event as CustomEvent<{ counts?: Record<string, number> }>).detail;
  for (const [question, votes] of Object.entries(counts)) {
    for (const each of all(`[data-votes-of="${question}"]`)) each.textContent = String(votes);
  }
});
