// Dragging a row or a column by its grip: a line shows where it would go; Esc leaves everything as it was.
import { t } from "../../../lib/words";
import { announce } from "../ui/announce";
import { h } from "../ui/dom";
import { move } from "./commands";
import { type Axis, bands, gridAt, wholeBands } from "./grid";
import type { TableView } from "./view";

const THRESHOLD = 5;

interface Grip {
  /** What the grip stands for at this moment: first and one past the last. */
  range(): [number, number] | null;
  /** Pressed without dragging. */
  press(): void;
}

export function dragGrip(view: TableView, axis: Axis, button: HTMLElement, grip: Grip): void {
  button.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    event.preventDefault(); // the text keeps the focus
    const range = grip.range();
    if (range) follow(view, axis, button, event, range);
  });
  let dragged = false;
  button.addEventListener("cairndragged", () => {
    dragged = true;
  });
  button.addEventListener("click", () => {
    if (!dragged) grip.press();
    dragged = false;
  });
}

function follow(view: TableView, axis: Axis, button: HTMLElement, start: PointerEvent, own: [number, number]): void {
  const along = (event: PointerEvent) => (axis === "row" ? event.clientY : event.clientX);
  const line = h("div", { class: `table-drop table-drop-${axis}` });
  const abort = new AbortController();
  const { signal } = abort;
  let target: number | null = null;
  let moving = false;
  const stop = () => {
    abort.abort();
    line.remove();
    view.dom.removeAttribute("data-dragging");
  };
  const onMove = (event: PointerEvent) => {
    if (!moving && Math.abs(along(event) - along(start)) < THRESHOLD) return;
    if (!moving) {
      moving = true;
      button.dispatchEvent(new CustomEvent("cairndragged"));
      view.dom.dataset.dragging = axis;
      view.grips.box.append(line);
    }
    target = showLine(view, axis, line, along(event));
  };
  const onUp = () => {
    stop();
    if (moving && target !== null) drop(view, axis, own, target);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    stop();
  };
  button.setPointerCapture(start.pointerId);
  button.addEventListener("pointermove", onMove, { signal });
  button.addEventListener("pointerup", onUp, { signal });
  button.addEventListener("pointercancel", stop, { signal });
  document.addEventListener("keydown", onKey, { capture: true, signal });
}

/** Draws the line at the gap nearest to the pointer; returns the index that gap stands before. */
function showLine(view: TableView, axis: Axis, line: HTMLElement, at: number): number | null {
  const grid = view.pos === undefined ? null : gridAt(view.editor.state.doc, view.pos);
  if (!grid || grid.map.problems) return null;
  const edges = gapEdges(view, axis);
  const gaps = [...bands(grid, axis).map(([first]) => first), edges.length - 1];
  const near = gaps.reduce((best, gap) =>
    Math.abs((edges[gap] ?? 0) - at) < Math.abs((edges[best] ?? 0) - at) ? gap : best,
  );
  const box = view.dom.getBoundingClientRect();
  const whole = view.table.getBoundingClientRect();
  const [x, y] = [box.left - view.dom.scrollLeft, box.top - view.dom.scrollTop];
  const edge = edges[near] ?? 0;
  line.style.left = `${(axis === "row" ? whole.left : edge) - x}px`;
  line.style.top = `${(axis === "row" ? edge : whole.top) - y}px`;
  line.style[axis === "row" ? "width" : "height"] = `${axis === "row" ? whole.width : whole.height}px`;
  return near;
}

/** Where rows (columns) begin on the screen, and where the last one ends. */
export function gapEdges(view: TableView, axis: Axis): number[] {
  const whole = view.table.getBoundingClientRect();
  if (axis === "row") {
    return [...[...view.contentDOM.rows].map((row) => row.getBoundingClientRect().top), whole.bottom];
  }
  const grid = view.pos === undefined ? null : gridAt(view.editor.state.doc, view.pos);
  if (!grid) return [];
  const edges: number[] = Array(grid.map.width).fill(whole.left);
  grid.table.forEach((rowNode, offset, row) => {
    rowNode.forEach((_cell, inner, index) => {
      const dom = view.contentDOM.rows[row]?.cells[index];
      if (dom) edges[grid.map.findCell(offset + 1 + inner).left] = dom.getBoundingClientRect().left;
    });
  });
  return [...edges, whole.right];
}

function drop(view: TableView, axis: Axis, own: [number, number], target: number): void {
  const grid = view.pos === undefined ? null : gridAt(view.editor.state.doc, view.pos);
  if (!grid || grid.map.problems) return;
  const tr = move(view.editor.state.tr, grid, axis, wholeBands(grid, axis, ...own), target);
  if (!tr) return;
  view.editor.view.dispatch(tr);
  announce(axis === "row" ? t("Row moved.") : t("Column moved."));
}
