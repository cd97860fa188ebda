// The sidebar: open or closed, as wide as one likes (in steps of 24 px), where it was scrolled to. Remembered in a
// cookie, not in local storage, so that the server renders it in place and nothing moves on load.
import { all, on, remember } from "../lib/dom";

const root = document.documentElement;
const STEP = 24;
const LEAST = 216;
const STEPS = 8;

/** The step (0–7) that is nearest to a width in pixels. */
export function stepFor(width: number): number {
  return Math.max(0, Math.min(STEPS - 1, Math.round((width - LEAST) / STEP)));
}

function keep(): void {
  remember("cairn_sidebar", `${root.dataset.sidebar ?? "open"}.${root.dataset.sidebarStep ?? "2"}`);
}

function setStep(grip: HTMLElement, step: number): void {
  root.dataset.sidebarStep = String(step);
  grip.setAttribute("aria-valuenow", String(LEAST + step * STEP));
}

on(
  "click",
  "[data-sidebar-toggle]",
  (event) => {
    // On small screens the button opens the native popover instead.
    if (window.matchMedia("(max-width: 900px)").matches) return;
    event.preventDefault();
    const closed = root.dataset.sidebar !== "closed";
    root.dataset.sidebar = closed ? "closed" : "open";
    keep();
    const next = closed ? ".topbar-open" : ".sidebar-close";
    document.querySelector<HTMLElement>(next)?.focus();
  },
  { capture: true },
);

on("pointerdown", "[data-sidebar-grip]", (event, grip) => {
  event.preventDefault();
  grip.setPointerCapture(event.pointerId);
  grip.classList.add("is-dragging");
  const drag = (move: PointerEvent) => setStep(grip, stepFor(move.clientX));
  const done = () => {
    grip.classList.remove("is-dragging");
    grip.removeEventListener("pointermove", drag);
    keep();
  };
  grip.addEventListener("pointermove", drag);
  grip.addEventListener("pointerup", done, { once: true });
  grip.addEventListener("pointercancel", done, { once: true });
});

on("keydown", "[data-sidebar-grip]", (event, grip) => {
  const change = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (!change) return;
  event.preventDefault();
  setStep(grip, Math.max(0, Math.min(STEPS - 1, Number(root.dataset.sidebarStep ?? 2) + change)));
  keep();
});

on("dblclick", "[data-sidebar-grip]", (_event, grip) => {
  setStep(grip, 2);
  keep();
});

for (const grip of all("[data-sidebar-grip]")) setStep(grip, Number(root.dataset.sidebarStep ?? 2));

// Where the sidebar was scrolled to, for this tab.
for (const box of all("[data-keep-scroll]")) {
  // Read and set only where it is scrolled: either has the whole page laid out, on leaving it and before it is shown.
  let top = Number(sessionStorage.getItem("cairn.sidebar.scroll") ?? 0);
  if (top) box.scrollTop = top;
  box.addEventListener("scroll", () => {
    top = box.scrollTop;
  });
  window.addEventListener("pagehide", () => sessionStorage.setItem("cairn.sidebar.scroll", String(top)));
}
