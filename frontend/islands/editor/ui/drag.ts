// Dragging a block by its handle: a line shows where it would go, Esc leaves everything as it is.
import type { Editor } from "@tiptap/core";
import { t } from "../../../lib/words";
import { asOneStep } from "../behaviours/undo";
import { canMove, moveUnit, type Unit, unitAt } from "../behaviours/units";
import { announce } from "./announce";
import { h } from "./dom";
import { boxOf, unitUnder } from "./whereabouts";

export interface Drag {
  editor: Editor;
  surface: HTMLElement;
  unit: Unit;
  /** The handle was pressed, not dragged. */
  press(): void;
  /** Shows what is being moved. */
  hold(on: boolean): void;
}

interface Target {
  pos: number;
  box: DOMRect;
  /** Where the line stands. */
  y: number;
}

const STILL = 4;
const EDGE = 56;

export function startDrag(down: PointerEvent, drag: Drag): void {
  if (down.button !== 0) return;
  down.preventDefault();
  const { editor, unit } = drag;
  const begun = editor.state.doc;
  const abort = new AbortController();
  const line = h("div", { class: "ed-drop-line" });
  let [x, y, moving] = [down.clientX, down.clientY, false];
  let target: Target | null = null;
  let frame = 0;

  const look = () => {
    frame = requestAnimationFrame(look);
    scrollAtEdge(y);
    target = editor.state.doc === begun ? findTarget(editor, unit, x, y) : null;
    line.hidden = !target;
    if (!target) return;
    line.style.left = `${target.box.left}px`;
    line.style.top = `${target.y - 1}px`;
    line.style.width = `${target.box.width}px`;
  };
  const end = () => {
    abort.abort();
    cancelAnimationFrame(frame);
    line.remove();
    document.documentElement.classList.remove("is-dragging-block");
    drag.hold(false);
  };
  const move = (event: PointerEvent) => {
    [x, y] = [event.clientX, event.clientY];
    if (moving || Math.hypot(x - down.clientX, y - down.clientY) < STILL) return;
    moving = true;
    drag.surface.closest("cairn-editor")?.append(line);
    document.documentElement.classList.add("is-dragging-block");
    drag.hold(true);
    look();
  };
  const drop = () => {
    if (moving) target = editor.state.doc === begun ? findTarget(editor, unit, x, y) : null;
    const to = target?.pos;
    end();
    if (!moving) return drag.press();
    // Somebody else's edit meanwhile has moved the places: better nothing than the wrong one.
    const tr = to !== undefined && editor.state.doc === begun ? moveUnit(editor.state, unit, to) : null;
    if (!tr) return;
    asOneStep(editor, () => editor.view.dispatch(tr));
    editor.view.focus();
    announce(t("The block has been moved."));
  };
  const { signal } = abort;
  document.addEventListener("pointermove", move, { signal });
  document.addEventListener("pointerup", drop, { signal });
  document.addEventListener("pointercancel", end, { signal });
  document.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      event.stopPropagation();
      end();
    },
    { signal, capture: true },
  );
}

/** Before or after the block under the pointer, or before or after what it stands in: the innermost place that fits. */
function findTarget(editor: Editor, unit: Unit, x: number, y: number): Target | null {
  const box = editor.view.dom.getBoundingClientRect();
  const within = Math.max(box.top + 1, Math.min(y, box.bottom - 1));
  const { doc } = editor.state;
  let over = unitUnder(editor, Math.max(x, box.left), within, false);
  while (over) {
    const shown = boxOf(editor, over);
    if (shown) {
      const above = y < shown.top + shown.height / 2;
      const pos = above ? over.from : over.to;
      if (canMove(doc, unit, pos)) return { pos, box: shown, y: above ? shown.top - 3 : shown.bottom + 3 };
    }
    // A place beside itself means: stay.
    if (over.from <= unit.to && over.to >= unit.from) return null;
    over = doc.resolve(over.from).depth > 0 ? unitAt(doc.resolve(over.from)) : null;
  }
  return null;
}

function scrollAtEdge(y: number): void {
  const over = y - (window.innerHeight - EDGE);
  if (over > 0) window.scrollBy(0, Math.min(16, over / 3));
  else if (y < EDGE + 64) window.scrollBy(0, -Math.min(16, (EDGE + 64 - y) / 3));
}
