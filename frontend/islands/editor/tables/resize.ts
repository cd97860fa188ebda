// Dragging the edge of a column. The first drag fixes the widths of all columns as they stand, so that nothing jumps.
import { h } from "../ui/dom";
import { gapEdges } from "./drag";
import { gridAt } from "./grid";
import type { TableView } from "./view";
import { drawnWidths, resized, setWidths } from "./widths";

const NEAR = 5;

export class Resizer {
  readonly element = h("div", { class: "table-resizer" });
  #column: number | null = null;
  #abort: AbortController | null = null;

  constructor(private view: TableView) {
    this.element.addEventListener("pointerdown", (event) => this.#start(event));
    this.element.addEventListener("pointerleave", () => {
      if (!this.#abort) this.element.hidden = true;
    });
    this.element.hidden = true;
  }

  /** Comes up when the pointer is near the edge of the cell it is over; merged cells have none inside. */
  near(event: PointerEvent): void {
    if (this.#abort || !this.view.editor.isEditable) return;
    const cell = event.target instanceof Element ? event.target.closest("td, th") : null;
    const box = cell?.getBoundingClientRect();
    const wanted = box && [box.left, box.right].find((edge) => Math.abs(edge - event.clientX) <= NEAR);
    const edges = wanted === undefined ? [] : gapEdges(this.view, "column");
    const index = edges.findIndex((edge, at) => at > 0 && Math.abs(edge - (wanted ?? 0)) < 2);
    this.element.hidden = index < 0;
    this.#column = index < 0 ? null : index - 1;
    const edge = edges[index];
    if (edge !== undefined) this.#put(edge);
  }

  resize(top: number, height: number): void {
    this.element.style.top = `${top}px`;
    this.element.style.height = `${height}px`;
  }

  destroy(): void {
    this.#abort?.abort();
  }

  #put(edge: number): void {
    const box = this.view.dom.getBoundingClientRect();
    this.element.style.left = `${edge - box.left + this.view.dom.scrollLeft}px`;
  }

  #start(start: PointerEvent): void {
    const column = this.#column;
    if (column === null || start.button !== 0) return;
    start.preventDefault();
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    const before = drawnWidths(this.view.table, this.view.node);
    let widths = before;
    this.element.setPointerCapture(start.pointerId);
    this.view.dom.dataset.dragging = "width";
    const done = (keep: boolean) => {
      this.#abort?.abort();
      this.#abort = null;
      this.view.dom.removeAttribute("data-dragging");
      this.element.hidden = true;
      if (keep && widths[column] !== before[column]) this.#store(widths);
      this.view.drawColumns();
      this.view.grips.refresh();
    };
    const follow = (event: PointerEvent) => {
      widths = resized(before, [column, column + 1], Math.round(event.clientX - start.clientX));
      this.view.drawColumns(widths);
      this.#put(gapEdges(this.view, "column")[column + 1] ?? 0);
    };
    this.element.addEventListener("pointermove", follow, { signal });
    this.element.addEventListener("pointerup", () => done(true), { signal });
    this.element.addEventListener("pointercancel", () => done(false), { signal });
    const leave = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      done(false);
    };
    document.addEventListener("keydown", leave, { capture: true, signal });
  }

  #store(widths: number[]): void {
    const { view, pos } = { view: this.view.editor.view, pos: this.view.pos };
    const grid = pos === undefined ? null : gridAt(view.state.doc, pos);
    // Somebody may have added a column meanwhile.
    if (!grid || grid.map.width !== widths.length) return;
    const tr = setWidths(view.state.tr, grid, widths);
    if (tr.docChanged) view.dispatch(tr);
  }
}
