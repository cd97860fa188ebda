// A question's place in a recording: opened, it plays from there, faster if she likes.
import { all, isTyping, on } from "../../lib/dom";

const SPEEDS = [1, 1.25, 1.5, 1.75, 2];
const STEP = 5; // seconds
const KEPT = "cairn.speed";

const playerOf = (one: Element | null | undefined) => one?.querySelector<HTMLMediaElement>(".hear-player") ?? null;

document.addEventListener(
  "toggle",
  (event) => {
    const one = event.target instanceof HTMLElement && event.target.matches("[data-hear]") ? event.target : null;
    const player = playerOf(one);
    if (!one || !player) return;
    if (!(one as HTMLDetailsElement).open) player.pause();
    else begin(player, Number(one.dataset.hear));
  },
  { capture: true },
);

function begin(player: HTMLMediaElement, second: number): void {
  speed(player, Number(localStorage.getItem(KEPT)) || 1);
  if (player.currentTime < 1) player.currentTime = second;
  player.focus();
  void player.play().catch(() => undefined); // a browser that wants another press first shows its own button
}

function speed(player: HTMLMediaElement, wanted: number): void {
  player.defaultPlaybackRate = player.playbackRate = wanted;
  localStorage.setItem(KEPT, String(wanted));
  const chosen = player.parentElement?.querySelector<HTMLSelectElement>("[data-speed]");
  if (chosen) chosen.value = String(wanted);
}

on("change", "[data-speed]", (_event, chosen) => {
  const player = playerOf(chosen.closest("[data-hear]"));
  if (player) speed(player, Number((chosen as HTMLSelectElement).value));
});

document.addEventListener(
  "keydown",
  (event) => {
    const one = event.target instanceof Element ? event.target.closest("[data-hear][open]") : null;
    const player = playerOf(one);
    if (!player || isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
    const onSummary = event.target instanceof Element && event.target.matches("summary");
    if (!key(player, event.key, onSummary)) return;
    event.preventDefault();
    event.stopPropagation();
  },
  { capture: true },
);

function key(player: HTMLMediaElement, pressed: string, onSummary: boolean): boolean {
  const at = SPEEDS.indexOf(player.playbackRate);
  if (pressed === " " && !onSummary) void (player.paused ? player.play().catch(() => undefined) : player.pause());
  else if (pressed === "ArrowLeft") player.currentTime -= STEP;
  else if (pressed === "ArrowRight") player.currentTime += STEP;
  else if (pressed === "+") speed(player, SPEEDS[Math.min(at + 1, SPEEDS.length - 1)] ?? 1);
  else if (pressed === "-") speed(player, SPEEDS[Math.max(at - 1, 0)] ?? 1);
  else return false;
  return true;
}

// An address that leads to what was said.
function turnTo(): void {
  if (location.hash === "#hear") for (const one of all<HTMLDetailsElement>("[data-hear]").slice(0, 1)) one.open = true;
}
window.addEventListener("hashchange", turnTo);
turnTo();
