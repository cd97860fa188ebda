// A hand that takes hold of something: pointer events, so mouse, pen and finger alike. A press that does not move stays
// a press. Escape lets go without doing anything.
import { hold } from "./server";

export interface Grasp {
  /** The hand has moved far enough to mean it. */
  start?: (x: number, y: number) => void;
  move: (x: number, y: number) => void;
  /** What it promises is waited for before others' changes are drawn. */
  drop: () => Promise<void> | void;
  cancel: () => void;
}

const FAR = 5;
const EDGE = 48;
const BARS = 104; // as an edge of the window: with the bars that lie over it on a phone
const STEP = 14;

export function press(event: PointerEvent, from: HTMLElement | SVGElement, grasp: Grasp): void {
  const { clientX, clientY, pointerId } = event;
  const listening = new AbortController();
  const { signal } = listening;
  let release: (() => void) | null = null;
  let [x, y] = [clientX, clientY];
  let frame = 0;

  const end = (how: "drop" | "cancel") => {
    listening.abort();
    cancelAnimationFrame(frame);
    document.body.classList.remove("is-dragging");
    if (!release) return;
    void Promise.resolve(grasp[how]()).finally(release);
    if (how === "drop") swallowClick();
  };
  const scroll = () => {
    if (scrollNear(x, y, from)) grasp.move(x, y);
    frame = requestAnimationFrame(scroll);
  };
  document.addEventListener(
    "pointermove",
    (moved) => {
      if (moved.pointerId !== pointerId) return;
      [x, y] = [moved.clientX, moved.clientY];
      if (!release) {
        if (Math.hypot(x - clientX, y - clientY) < FAR) return;
        release = hold();
        document.body.classList.add("is-dragging");
        getSelection()?.removeAllRanges();
        grasp.start?.(x, y);
        frame = requestAnimationFrame(scroll);
      }
      grasp.move(x, y);
    },
    { signal },
  );
  document.addEventListener("pointerup", (up) => up.pointerId === pointerId && end("drop"), { signal });
  document.addEventListener("pointercancel", (up) => up.pointerId === pointerId && end("cancel"), { signal });
  document.addEventListener("keydown", (key) => key.key === "Escape" && end("cancel"), { signal, capture: true });
  document.addEventListener("selectstart", (select) => select.preventDefault(), { signal });
}

/** Letting go is no click on what lies beneath. */
function swallowClick(): void {
  const stop = (click: Event) => {
    click.preventDefault();
    click.stopPropagation();
  };
  addEventListener("click", stop, { capture: true, once: true });
  setTimeout(() => removeEventListener("click", stop, { capture: true }), 0);
}

/** Goes on under a hand that is held near an edge. */
function scrollNear(x: number, y: number, from: Element): boolean {
  const box = from.closest<HTMLElement>(".rm-board, .rm-time-scroll, .rm-table-scroll");
  let moved = false;
  if (box) {
    const { left, right } = box.getBoundingClientRect();
    const before = box.scrollLeft;
    if (x < left + EDGE) box.scrollLeft -= STEP;
    else if (x > right - EDGE) box.scrollLeft += STEP;
    moved = box.scrollLeft !== before;
  }
  if (y < BARS) scrollBy(0, -STEP);
  else if (y > innerHeight - BARS) scrollBy(0, STEP);
  else return moved;
  return true;
}

/** What is held, as the hand carries it. */
export function ghostOf(
  card: HTMLElement,
  x: number,
  y: number,
): { move: (x: number, y: number) => void; end: () => void } {
  const box = card.getBoundingClientRect();
  const ghost = card.cloneNode(true) as HTMLElement;
  const holder = document.createElement(card.tagName === "TR" ? "table" : "ul");
  for (const each of [ghost, ...ghost.querySelectorAll("[id], [data-item]")]) {
    each.removeAttribute("id");
    each.removeAttribute("data-item");
  }
  holder.className = "rm-ghost";
  holder.setAttribute("aria-hidden", "true");
  holder.style.width = `${box.width}px`;
  holder.append(ghost);
  document.body.append(holder);
  const [dx, dy] = [x - box.left, y - box.top];
  return {
    move: (nowX, nowY) => {
      holder.style.transform = `translate(${nowX - dx}px, ${nowY - dy}px)`;
    },
    end: () => holder.remove(),
  };
}
