// Cards and rows change their place: by a hand, or with the keyboard from their grip. What is done can be undone.

import { toast } from "../../behaviours/toasts";
import { on } from "../../lib/dom";
import { ghostOf, press } from "./press";
import { hold, say, send, sentence } from "./server";

const ITEM = "[data-drop] > [data-item]";

interface Place {
  lane: string;
  after: string;
}

function placeOf(item: HTMLElement): Place {
  const above = item.previousElementSibling as HTMLElement | null;
  return { lane: dropOf(item).dataset.drop ?? "", after: above?.dataset.item ?? "" };
}

function dropOf(item: HTMLElement): HTMLElement {
  return item.closest<HTMLElement>("[data-drop]") as HTMLElement;
}

function itemsIn(drop: HTMLElement): HTMLElement[] {
  return [...drop.querySelectorAll<HTMLElement>(":scope > [data-item]")];
}

function wordsOf(item: HTMLElement) {
  const drop = dropOf(item);
  const all = itemsIn(drop);
  return {
    title: item.dataset.name ?? "",
    lane: drop.dataset.laneName ?? "",
    n: all.indexOf(item) + 1,
    all: all.length,
  };
}

/** Where it was, to be put back there without a word to anybody. */
function bookmark(item: HTMLElement): () => void {
  const drop = dropOf(item);
  const next = item.nextSibling;
  return () => drop.insertBefore(item, next?.parentNode === drop ? next : null);
}

async function settle(item: HTMLElement, from: Place): Promise<void> {
  const to = placeOf(item);
  if (to.lane === from.lane && to.after === from.after) return;
  const id = item.dataset.item ?? "";
  const said = to.lane === from.lane ? sentence("ordered") : sentence("moved", wordsOf(item));
  if (await place(id, to)) toast(said, { undo: () => void place(id, from) });
}

async function place(id: string, { lane, after }: Place): Promise<boolean> {
  return Boolean(await send("PUT", `/roadmap-items/${id}/place/`, { lane, after }));
}

// By hand ----------------------------------------------------------------------------------------------------------

/** The lane under a point; also where it is empty, or its name or its last line is meant. */
function dropAt(x: number, y: number): HTMLElement | null {
  const part = document
    .elementFromPoint(x, y)
    ?.closest<HTMLElement>("[data-drop], [data-key^='lane-'], [data-key^='new-']");
  if (!part || part.dataset.drop) return part ?? null;
  const lane = part.dataset.key?.split("-")[1] ?? "";
  return part.closest("[data-roadmap]")?.querySelector<HTMLElement>(`[data-drop="${lane}"]`) ?? null;
}

on("pointerdown", `[data-writable] ${ITEM}`, (event, item) => {
  const on = event.target as Element;
  const isGrip = on.closest("[data-grip]") !== null;
  if (event.button !== 0 || (event.pointerType === "touch" && !isGrip)) return;
  if (on.closest("input, textarea, select, form")) return;
  const from = placeOf(item);
  const back = bookmark(item);
  let ghost: ReturnType<typeof ghostOf> | null = null;
  const end = () => {
    ghost?.end();
    item.classList.remove("is-lifted");
  };
  press(event, item, {
    start: (x, y) => {
      ghost = ghostOf(item, x, y);
      item.classList.add("is-lifted");
    },
    move: (x, y) => {
      ghost?.move(x, y);
      const drop = dropAt(x, y);
      if (!drop) return;
      const others = itemsIn(drop).filter((each) => each !== item);
      const next = others.find((each) => {
        const { top, height } = each.getBoundingClientRect();
        return y < top + height / 2;
      });
      if (item.parentElement !== drop || item.nextElementSibling !== (next ?? null))
        drop.insertBefore(item, next ?? null);
    },
    drop: () => {
      end();
      return settle(item, from);
    },
    cancel: () => {
      end();
      back();
    },
  });
});
on("dragstart", `[data-writable] ${ITEM}`, (event) => event.preventDefault());

// By keyboard ------------------------------------------------------------------------------------------------------

interface Lifted {
  item: HTMLElement;
  grip: HTMLElement;
  from: Place;
  back: () => void;
  release: () => void;
}

let lifted: Lifted | null = null;

function lift(grip: HTMLElement): void {
  const item = grip.closest<HTMLElement>("[data-item]");
  if (!item) return;
  lifted = { item, grip, from: placeOf(item), back: bookmark(item), release: hold() };
  item.classList.add("is-carried");
  grip.setAttribute("aria-pressed", "true");
  say(sentence("lifted", wordsOf(item)));
}

function putDown(how: "drop" | "cancel"): void {
  if (!lifted) return;
  const { item, grip, from, back, release } = lifted;
  lifted = null;
  item.classList.remove("is-carried");
  grip.removeAttribute("aria-pressed");
  if (how === "cancel") back();
  say(sentence(how === "drop" ? "dropped" : "left", wordsOf(item)));
  grip.focus();
  // What was drawn before the server knew would put it back, and take the focus away.
  if (how === "drop") void settle(item, from).finally(release);
  else release();
}

function carry(key: string): void {
  if (!lifted) return;
  const { item, grip } = lifted;
  const drop = dropOf(item);
  const drops = [...(item.closest("[data-roadmap]")?.querySelectorAll<HTMLElement>("[data-drop]") ?? [])];
  const here = drops.indexOf(drop);
  const step = key === "ArrowLeft" || key === "ArrowUp" ? -1 : 1;
  const vertical = key === "ArrowUp" || key === "ArrowDown";
  const beside = itemsIn(drop)[itemsIn(drop).indexOf(item) + step];
  const other = drops[here + step];
  if (vertical && beside) drop.insertBefore(step > 0 ? beside : item, step > 0 ? item : beside);
  else if (other && (!vertical || drop.tagName === "TBODY")) {
    const at = vertical ? (step > 0 ? 0 : Number.POSITIVE_INFINITY) : itemsIn(drop).indexOf(item);
    other.insertBefore(item, itemsIn(other)[at] ?? null);
  } else return;
  carried = true;
  grip.focus({ preventScroll: true });
  carried = false;
  item.scrollIntoView({ block: "nearest", inline: "nearest" });
  say(sentence("over", wordsOf(item)));
}

let carried = false;

on("keydown", "[data-grip]", (event, grip) => {
  const { key } = event;
  if (key === " " || key === "Enter") {
    if (lifted) putDown("drop");
    else lift(grip);
  } else if (lifted && key === "Escape") putDown("cancel");
  else if (lifted && key.startsWith("Arrow")) carry(key);
  else if (key === "Tab" && lifted) putDown("drop");
  else return;
  if (key !== "Tab") event.preventDefault();
  event.stopPropagation();
});
on("focusout", "[data-grip]", (_event, grip) => {
  if (carried || !lifted || lifted.grip !== grip) return;
  // Moving it in the document takes the focus for a moment; somebody who goes elsewhere leaves it where it was.
  setTimeout(() => {
    if (lifted?.grip === grip && document.activeElement !== grip) putDown("cancel");
  }, 50);
});
