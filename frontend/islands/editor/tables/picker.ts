// "4 × 3": choosing the size of a new table by moving over a grid, or with the arrow keys.
import type { Editor } from "@tiptap/core";
import { fill, t } from "../../../lib/words";
import { type Block, insertBlock } from "../behaviours/blocks";
import { announce } from "../ui/announce";
import { h } from "../ui/dom";
import { openPopover } from "../ui/popover";
import type { Tool } from "../ui/toolbar";
import { newTable } from "./commands";

const ROWS = 8;
const COLUMNS = 8;
const MOST = 50;

export function insertTable(editor: Editor, rows: number, columns: number): void {
  insertBlock(editor, newTable(editor.schema, rows, columns));
}

/** "/table 4x6" and "/4x6" in the slash menu. */
export function sizedTable(query: string): Block | null {
  const found = /^(?:[a-z]*\s*)?(\d{1,2})\s*[x×*]\s*(\d{1,2})$/i.exec(query.trim());
  const [rows, columns] = [Number(found?.[1]), Number(found?.[2])];
  if (!found || !rows || !columns || rows > MOST || columns > MOST) return null;
  return {
    id: "table-sized",
    title: fill(t("Table of {rows} rows and {columns} columns"), { rows, columns }),
    hint: `${rows} × ${columns}`,
    icon: "table",
    group: "structure",
    words: "",
    run: (editor) => insertTable(editor, rows, columns),
  };
}

/** The toolbar's button. */
export function tableTool(): Tool {
  return {
    id: "table",
    title: t("Table"),
    icon: "table",
    run: (editor) => {
      const host = editor.view.dom.closest("cairn-editor");
      const button = host?.querySelector<HTMLElement>('.ed-head [data-tool="table"]');
      if (button) openPicker(editor, button);
      else insertTable(editor, 3, 3);
    },
  };
}

export function openPicker(editor: Editor, anchor: HTMLElement): void {
  let [rows, columns] = [3, 3];
  const size = h("p", { class: "table-size", "aria-hidden": "true" });
  const cells = Array.from({ length: ROWS * COLUMNS }, () => h("span", { class: "table-picker-cell" }));
  const grid = h("div", { class: "table-picker", tabindex: 0, "data-first": "", role: "application" }, ...cells);
  grid.setAttribute("aria-label", t("Size of the table: arrow keys choose, Enter inserts"));
  const show = () => {
    cells.forEach((cell, index) => {
      const inside = Math.floor(index / COLUMNS) < rows && index % COLUMNS < columns;
      cell.toggleAttribute("data-on", inside);
      cell.toggleAttribute("data-head", inside && index < COLUMNS);
    });
    size.textContent = `${rows} × ${columns}`;
    announce(fill(t("{rows} rows, {columns} columns"), { rows, columns }));
  };
  const choose = () => {
    floating.close();
    insertTable(editor, rows, columns);
  };
  const over = (event: Event) => {
    const index = cells.indexOf(event.target as HTMLSpanElement);
    if (index < 0) return;
    [rows, columns] = [Math.floor(index / COLUMNS) + 1, (index % COLUMNS) + 1];
    show();
  };
  grid.addEventListener("pointerover", over);
  grid.addEventListener("click", (event) => {
    over(event);
    choose();
  });
  grid.addEventListener("keydown", (event) => {
    const steps: Record<string, [number, number]> = {
      ArrowUp: [-1, 0],
      ArrowDown: [1, 0],
      ArrowLeft: [0, -1],
      ArrowRight: [0, 1],
    };
    const step = steps[event.key];
    if (event.key === "Enter" || event.key === " ") choose();
    else if (step) {
      rows = Math.min(ROWS, Math.max(1, rows + step[0]));
      columns = Math.min(COLUMNS, Math.max(1, columns + step[1]));
      show();
    } else return;
    event.preventDefault();
  });
  show();
  const floating = openPopover(anchor, h("div", {}, grid, size), {
    label: t("New table"),
    returnFocus: () => editor.view.focus(),
  });
}
