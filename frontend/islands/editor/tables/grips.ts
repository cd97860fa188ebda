// What stands around a table under the pointer or the caret: a grip for its row, one for its column, a button for the
// whole table, and strips that add a row or a column at the end. All of them inside the scrolling box.
import type { Command } from "@tiptap/pm/state";
import { t } from "../../../lib/words";
import { h } from "../ui/dom";
import { icon } from "../ui/icons";
import { insertAt, select } from "./commands";
import { dragGrip } from "./drag";
import { type Axis, cellAt, type Grid, gridAt, selectCells, stripe } from "./grid";
import { openAxisMenu, openTableMenu } from "./menu";
import { Resizer } from "./resize";
import type { TableView } from "./view";

/** Where a cell stands in its table: first row and column, one past the last. */
export interface Place {
  row: [number, number];
  column: [number, number];
}

export class Grips {
  readonly corner: HTMLButtonElement;
  readonly box: HTMLElement;
  #grips: Record<Axis, HTMLButtonElement>;
  #adds: Record<Axis, HTMLButtonElement>;
  #resizer: Resizer;
  #cell: HTMLTableCellElement | null = null;
  #held: HTMLTableCellElement | null = null;
  #pointed = false;

  constructor(private view: TableView) {
    this.corner = h("button", { type: "button", class: "table-corner", tabindex: -1, "aria-haspopup": "listbox" });
    this.corner.setAttribute("aria-label", t("Table options"));
    this.corner.append(icon("ellipsis"));
    this.#grips = { row: this.#grip("row"), column: this.#grip("column") };
    this.#adds = { row: this.#add("row"), column: this.#add("column") };
    this.#resizer = new Resizer(view);
    const { row, column } = this.#grips;
    this.box = h("div", { class: "table-grips", contenteditable: "false" });
    this.box.append(this.corner, row, column, this.#adds.row, this.#adds.column, this.#resizer.element);
    view.dom.append(this.box);
    this.#listen();
  }

  /** Where a menu opens that a key asked for. */
  get anchor(): HTMLElement {
    return this.#grips.row;
  }

  owns(target: EventTarget | null): boolean {
    return target instanceof Node && this.box.contains(target);
  }

  /** Stays at the cell with the caret, unless the pointer shows another; null when the caret has left the table. */
  hold(cell: HTMLTableCellElement | null): void {
    this.#held = cell;
    if (this.#pointed && this.#cell?.isConnected) this.refresh();
    else this.show(cell);
  }

  /** A key was pressed: from now on the caret says where the grips stand, until the pointer moves again. */
  leavePointer(): void {
    this.#pointed = false;
  }

  /** Moves the grips to a cell. */
  show(cell: HTMLTableCellElement | null): void {
    this.#cell = cell;
    this.view.dom.toggleAttribute("data-active", cell !== null && this.view.editor.isEditable);
    this.refresh();
  }

  refresh(): void {
    const cell = this.#cell;
    if (!cell?.isConnected || !this.view.dom.hasAttribute("data-active")) return;
    const [box, own, whole] = [this.view.dom, cell, this.view.table].map((element) => element.getBoundingClientRect());
    if (!box || !own || !whole) return;
    const [x, y] = [box.left - this.view.dom.scrollLeft, box.top - this.view.dom.scrollTop];
    place(this.#grips.row, { left: whole.left - x - 14, top: own.top - y, height: own.height });
    place(this.#grips.column, { left: own.left - x, top: whole.top - y - 14, width: own.width });
    place(this.#adds.row, { left: whole.left - x, top: whole.bottom - y + 2, width: whole.width });
    place(this.#adds.column, { left: whole.right - x + 2, top: whole.top - y, height: whole.height });
    this.#resizer.resize(whole.top - y, whole.height);
  }

  destroy(): void {
    this.#resizer.destroy();
  }

  /** Row and column of the cell that the grips stand at. */
  place(): Place | null {
    const grid = this.#grid();
    if (!grid || !this.#cell) return null;
    const inside = this.view.editor.view.posAtDOM(this.#cell, 0);
    const $cell = this.view.editor.state.doc.resolve(inside);
    const at = $cell.before($cell.depth) - grid.start;
    if (!grid.map.map.includes(at)) return null;
    const { top, bottom, left, right } = grid.map.findCell(at);
    return { row: [top, bottom], column: [left, right] };
  }

  #grid(): Grid | null {
    const { pos, editor } = this.view;
    const grid = pos === undefined ? null : gridAt(editor.state.doc, pos);
    return grid?.map.problems ? null : grid;
  }

  #listen(): void {
    const { dom, table } = this.view;
    table.addEventListener("pointermove", (event) => {
      if (event.pointerType === "touch" || event.buttons) return;
      const cell = event.target instanceof Element ? event.target.closest("td, th") : null;
      if (cell && table.contains(cell)) {
        this.#pointed = true;
        if (cell !== this.#cell) this.show(cell as HTMLTableCellElement);
      }
      this.#resizer.near(event);
    });
    dom.addEventListener("pointerleave", (event) => {
      if (event.buttons) return;
      this.#pointed = false;
      this.show(this.#held?.isConnected ? this.#held : null);
    });
    this.corner.addEventListener("click", () => {
      this.#run(select("table"));
      openTableMenu(this.view.editor, this.corner);
    });
    this.corner.addEventListener("pointerdown", (event) => event.preventDefault());
  }

  #grip(axis: Axis): HTMLButtonElement {
    const label = axis === "row" ? t("Row: drag to move, press for more") : t("Column: drag to move, press for more");
    const button = h("button", { type: "button", class: `table-grip table-grip-${axis}`, tabindex: -1, title: label });
    button.setAttribute("aria-label", label);
    button.append(icon(axis === "row" ? "gripVertical" : "gripHorizontal"));
    dragGrip(this.view, axis, button, {
      range: () => this.place()?.[axis] ?? null,
      press: () => {
        const [from, to] = this.place()?.[axis] ?? [];
        const grid = this.#grid();
        if (!grid || from === undefined || to === undefined) return;
        const { view } = this.view.editor;
        view.dispatch(selectCells(view.state.tr, grid.pos, stripe(grid, axis, from, to)));
        openAxisMenu(this.view.editor, axis, button);
      },
    });
    return button;
  }

  #add(axis: Axis): HTMLButtonElement {
    const label = axis === "row" ? t("Add a row at the end") : t("Add a column at the end");
    const button = h("button", { type: "button", class: `table-add table-add-${axis}`, tabindex: -1, title: label });
    button.setAttribute("aria-label", label);
    button.append(icon("plus"));
    button.addEventListener("pointerdown", (event) => event.preventDefault());
    button.addEventListener("click", () => {
      const grid = this.#grid();
      if (!grid) return;
      const { view } = this.view.editor;
      const { height, width } = grid.map;
      const tr = insertAt(view.state.tr, grid, axis, axis === "row" ? height : width);
      const next = gridAt(tr.doc, grid.pos);
      if (!next) return;
      const at = next.start + (axis === "row" ? cellAt(next, height, 0) : cellAt(next, 0, width));
      view.dispatch(tr);
      this.view.editor
        .chain()
        .setTextSelection(at + 2)
        .focus()
        .run();
    });
    return button;
  }

  /** With the caret in this table, wherever it was. */
  #run(command: Command): void {
    const grid = this.#grid();
    const { view } = this.view.editor;
    if (!grid) return;
    view.dispatch(selectCells(view.state.tr, grid.pos, stripe(grid, "row", 0, 1)));
    command(view.state, view.dispatch);
  }
}

function place(element: HTMLElement, at: Partial<Record<"left" | "top" | "width" | "height", number>>): void {
  for (const [name, value] of Object.entries(at)) {
    element.style.setProperty(name, `${Math.round(value * 10) / 10}px`);
  }
}
