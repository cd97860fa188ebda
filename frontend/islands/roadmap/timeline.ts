// Bars on the timeline: dragged to other days, pulled at their ends, or moved with the keyboard. What has no days yet is
// dragged in from beside it.

import { toast } from "../../behaviours/toasts";
import { on } from "../../lib/dom";
import { ghostOf, press } from "./press";
import { hold, own, say, send, sentence } from "./server";

const DAY = 86_400_000;
const WEEK = 7;
const NEW_DAYS = 13;

interface Days {
  start: string;
  end: string;
}

function later(day: string, days: number): string {
  return day ? new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10) : "";
}

function daysOf(bar: Element): Days {
  const { start = "", end = "" } = (bar as SVGElement).dataset;
  return { start, end };
}

function moved({ start, end }: Days, days: number, side: string | undefined): Days {
  const next = { start: side === "end" ? start : later(start, days), end: side === "start" ? end : later(end, days) };
  if (next.start && next.end && next.end < next.start)
    return side === "end" ? { start, end: start } : { start: end, end };
  return next;
}

function scroller(): HTMLElement | null {
  return document.querySelector<HTMLElement>("[data-roadmap]:not([data-embedded]) .rm-time-scroll");
}

function perDay(): number {
  return Number(scroller()?.dataset.perDay) || 1;
}

async function schedule(id: string, days: Days): Promise<boolean> {
  return Boolean(await send("PUT", `/roadmap-items/${id}/dates/`, { ...days }));
}

async function settle(id: string, from: Days, to: Days): Promise<void> {
  if (from.start === to.start && from.end === to.end) return;
  if (await schedule(id, to)) toast(sentence("rescheduled"), { undo: () => void schedule(id, from) });
}

/** How it would look, so many days from where it is. */
function preview(bar: SVGElement, days: number, side: string | undefined): void {
  const dx = days * perDay();
  const shape = bar.querySelector<SVGElement>(".rm-shape");
  if (!side || shape?.tagName !== "rect") bar.setAttribute("transform", `translate(${dx} 0)`);
  else {
    shape.dataset.x ??= shape.getAttribute("x") ?? "0";
    shape.dataset.width ??= shape.getAttribute("width") ?? "0";
    const [x, width] = [Number(shape.dataset.x), Number(shape.dataset.width)];
    const wide = Math.max(perDay(), side === "end" ? width + dx : width - dx);
    shape.setAttribute("width", String(wide));
    if (side === "start") shape.setAttribute("x", String(x + width - wide));
  }
}

function unpreview(bar: SVGElement): void {
  bar.removeAttribute("transform");
  const shape = bar.querySelector<SVGElement>(".rm-shape");
  for (const name of ["x", "width"] as const) {
    const was = shape?.dataset[name];
    if (was) shape?.setAttribute(name, was);
    delete shape?.dataset[name];
  }
}

on("pointerdown", "[data-writable] [data-bar]", (event, target) => {
  const bar = target as unknown as SVGElement;
  if (event.button !== 0 || event.pointerType === "touch") return;
  const side = (event.target as SVGElement).dataset.endHandle;
  const from = daysOf(bar);
  const startX = event.clientX;
  const startScroll = scroller()?.scrollLeft ?? 0;
  let days = 0;
  press(event, bar, {
    start: () => bar.classList.add("is-lifted"),
    move: (x) => {
      days = Math.round((x - startX + (scroller()?.scrollLeft ?? 0) - startScroll) / perDay());
      preview(bar, days, side);
      const { start, end } = moved(from, days, side);
      say([start, end].filter(Boolean).join(" – "));
    },
    drop: () => {
      bar.classList.remove("is-lifted");
      return settle(bar.dataset.bar ?? "", from, moved(from, days, side));
    },
    cancel: () => {
      bar.classList.remove("is-lifted");
      unpreview(bar);
    },
  });
});

on("click", "[data-bar]", (_event, bar) => open(bar));

function open(bar: Element): void {
  const id = (bar as SVGElement).dataset.bar;
  document.dispatchEvent(new CustomEvent("cairn:roadmap-open", { detail: `/roadmap-items/${id}/` }));
}

// By keyboard ------------------------------------------------------------------------------------------------------

interface Carried {
  id: string;
  from: Days;
  shift: number;
  stretch: number;
  release: () => void;
}

let carried: Carried | null = null;

function barOf(id: string): SVGElement | null {
  return document.querySelector<SVGElement>(`[data-bar="${id}"]`);
}

function now({ from, shift, stretch }: Carried): Days {
  return moved(moved(from, shift, undefined), stretch, "end");
}

function tell(bar: SVGElement, here: Carried): void {
  const title = bar.getAttribute("aria-label")?.split(":")[0] ?? "";
  const { start, end } = now(here);
  say(sentence("dated", { title, start: start || "…", end: end || "…" }));
}

function carry(bar: SVGElement, key: string, stretch: boolean): void {
  if (!carried) return;
  const step = key === "ArrowRight" || key === "ArrowDown" ? WEEK : -WEEK;
  if (stretch && carried.from.start && carried.from.end) carried.stretch += step;
  else carried.shift += step;
  unpreview(bar);
  if (carried.stretch) preview(bar, carried.stretch, "end");
  if (carried.shift) preview(bar, carried.shift, undefined);
  tell(bar, carried);
}

function putDown(bar: SVGElement, how: "drop" | "cancel"): void {
  const here = carried;
  carried = null;
  bar.classList.remove("is-carried");
  if (!here) return;
  if (how === "drop") void settle(here.id, here.from, now(here)).finally(here.release);
  else {
    unpreview(bar);
    here.release();
  }
}

on("keydown", "[data-bar]", (event, target) => {
  const bar = target as unknown as SVGElement;
  const { key } = event;
  const may = bar.closest("[data-writable]") !== null;
  if (key === "Enter" && !carried) open(bar);
  else if ((key === " " || key === "Enter") && may) {
    if (carried) putDown(bar, "drop");
    else {
      carried = { id: bar.dataset.bar ?? "", from: daysOf(bar), shift: 0, stretch: 0, release: hold() };
      bar.classList.add("is-carried");
      tell(bar, carried);
    }
  } else if (carried && key === "Escape") putDown(bar, "cancel");
  else if (carried && key.startsWith("Arrow")) carry(bar, key, event.shiftKey);
  else return;
  event.preventDefault();
  event.stopPropagation();
});
on("focusout", "[data-bar]", (_event, target) => {
  const bar = target as unknown as SVGElement;
  if (carried && barOf(carried.id) === bar) putDown(bar, "cancel");
});

// From beside it ---------------------------------------------------------------------------------------------------

on("pointerdown", "[data-writable] [data-undated]", (event, card) => {
  if (event.button !== 0 || event.pointerType === "touch" || (event.target as Element).closest("form")) return;
  let ghost: ReturnType<typeof ghostOf> | null = null;
  let start = "";
  const over = (x: number, y: number): string => {
    const box = scroller();
    if (!box || !document.elementFromPoint(x, y)?.closest(".rm-time-scroll")) return "";
    const inside = x - box.getBoundingClientRect().left + box.scrollLeft;
    return later(box.dataset.first ?? "", Math.max(0, Math.floor(inside / perDay())));
  };
  const end = () => {
    ghost?.end();
    card.classList.remove("is-lifted");
    scroller()?.classList.remove("is-target");
  };
  press(event, card, {
    start: (x, y) => {
      ghost = ghostOf(card, x, y);
      card.classList.add("is-lifted");
    },
    move: (x, y) => {
      ghost?.move(x, y);
      start = over(x, y);
      scroller()?.classList.toggle("is-target", Boolean(start));
    },
    drop: () => {
      end();
      if (start)
        return settle(card.dataset.undated ?? "", { start: "", end: "" }, { start, end: later(start, NEW_DAYS) });
    },
    cancel: end,
  });
});

/** Today stands in sight, with some of what was before. */
function toToday(): void {
  const box = scroller();
  if (!box || box.dataset.scrolled) return;
  box.dataset.scrolled = "yes";
  box.scrollLeft = Math.max(0, Number(box.dataset.today) - box.clientWidth / 4);
}

document.addEventListener("cairn:roadmap-drawn", toToday);
if (own()) toToday();
