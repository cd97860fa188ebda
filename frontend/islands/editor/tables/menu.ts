// The menus of a table: of a row, of a column, of the whole, and everything at once for the keyboard.
import type { Editor } from "@tiptap/core";
import type { Command } from "@tiptap/pm/state";
import { mergeCells, splitCell } from "@tiptap/pm/tables";
import { t } from "../../../lib/words";
import { keyLabel } from "../ui/dom";
import type { IconName } from "../ui/icons";
import type { Choice } from "../ui/listbox";
import { openMenu } from "../ui/popover";
import { chooseBackground } from "./colors";
import {
  insert,
  remove,
  removeTable,
  select,
  setCells,
  setTable,
  shift,
  toggleHeader,
  toggleNumbers,
} from "./commands";
import { type Axis, headersOf, range, spotOf } from "./grid";
import { currentTable, run } from "./run";
import { sortRows } from "./sort";
import { drawnWidths, evenOut, freeWidths, widen } from "./widths";

export interface TableChoice extends Choice {
  act(editor: Editor, anchor: HTMLElement): void;
}

const WIDER = 24;

function command(id: string, title: string, icon: IconName, how: Command, keys = ""): TableChoice {
  const hint = keys ? { hint: keyLabel(keys) } : {};
  return { id, title, icon, ...hint, act: (editor) => void run(editor, how, title) };
}

/** The command only when it can do something here. */
function possible(editor: Editor, choice: TableChoice, how: Command): TableChoice[] {
  return how(editor.state) ? [choice] : [];
}

function background(): TableChoice {
  return {
    id: "background",
    title: t("Background"),
    icon: "palette",
    act: (editor, anchor) => chooseBackground(editor, anchor),
  };
}

function rowChoices(editor: Editor): TableChoice[] {
  const first = spotOf(editor.state)?.rect.top === 0;
  const [up, down] = [shift("row", -1), shift("row", 1)];
  return [
    command("row-before", t("Insert row above"), "arrowUp", insert("row", "before"), "Ctrl-Alt-ArrowUp"),
    command("row-after", t("Insert row below"), "arrowDown", insert("row", "after"), "Ctrl-Alt-ArrowDown"),
    ...possible(editor, command("row-up", t("Move row up"), "moveUp", up, "Alt-Shift-ArrowUp"), up),
    ...possible(editor, command("row-down", t("Move row down"), "moveDown", down, "Alt-Shift-ArrowDown"), down),
    ...(first ? [toggle(editor, "row")] : []),
    command("delete-row", t("Delete row"), "trash", remove("row"), "Ctrl-Alt-Backspace"),
  ];
}

function columnChoices(editor: Editor): TableChoice[] {
  const first = spotOf(editor.state)?.rect.left === 0;
  const [left, right] = [shift("column", -1), shift("column", 1)];
  const wide =
    (by: number): Command =>
    (state, dispatch) => {
      const [table, spot] = [currentTable(editor), spotOf(state)];
      if (!table || !spot) return false;
      return widen(drawnWidths(table.table, table.node), range(spot.rect, "column"), by)(state, dispatch);
    };
  return [
    command("column-before", t("Insert column left"), "arrowLeft", insert("column", "before"), "Ctrl-Alt-ArrowLeft"),
    command("column-after", t("Insert column right"), "arrowRight", insert("column", "after"), "Ctrl-Alt-ArrowRight"),
    ...possible(editor, command("column-left", t("Move column left"), "moveLeft", left, "Alt-Shift-ArrowLeft"), left),
    ...possible(
      editor,
      command("column-right", t("Move column right"), "moveRight", right, "Alt-Shift-ArrowRight"),
      right,
    ),
    command("sort-up", t("Sort A to Z, 1 to 9"), "sortUp", sortRows("ascending")),
    command("sort-down", t("Sort Z to A, 9 to 1"), "sortDown", sortRows("descending")),
    ...(first ? [toggle(editor, "column")] : []),
    command("wider", t("Wider"), "wider", wide(WIDER), "Ctrl-Alt-."),
    command("narrower", t("Narrower"), "narrower", wide(-WIDER), "Ctrl-Alt-,"),
    command("delete-column", t("Delete column"), "trash", remove("column"), "Ctrl-Alt-Shift-Backspace"),
  ];
}

function cellChoices(editor: Editor): TableChoice[] {
  const now = cellAttr(editor, "valign") ?? "top";
  const align = (value: "top" | "middle" | "bottom", title: string, icon: IconName) =>
    command(`align-${value}`, title, icon, setCells("valign", value === "top" ? null : value));
  const sides = [
    align("top", t("Text at the top"), "alignTop"),
    align("middle", t("Text in the middle"), "alignMiddle"),
    align("bottom", t("Text at the bottom"), "alignBottom"),
  ];
  return [
    background(),
    ...possible(editor, command("merge", t("Merge cells"), "merge", mergeCells), mergeCells),
    ...possible(editor, command("split", t("Split cell"), "split", splitCell), splitCell),
    ...sides.filter(({ id }) => id !== `align-${now}`),
  ];
}

function cellAttr(editor: Editor, name: string): unknown {
  const spot = spotOf(editor.state);
  return spot?.table.nodeAt(spot.map.cellsInRect(spot.rect)[0] ?? 0)?.attrs[name];
}

function toggle(editor: Editor, axis: Axis): TableChoice {
  const spot = spotOf(editor.state);
  const on = Boolean(spot && headersOf(spot)[axis]);
  const words = axis === "row" ? [t("Header row"), t("No header row")] : [t("Header column"), t("No header column")];
  const icon: IconName = axis === "row" ? "headerRow" : "headerColumn";
  return command(`header-${axis}`, words[on ? 1 : 0] ?? "", icon, toggleHeader(axis));
}

function tableChoices(editor: Editor): TableChoice[] {
  const table = spotOf(editor.state)?.table;
  const numbered = Boolean(table?.attrs.isNumberColumnEnabled);
  const now = table?.attrs.layout ?? "default";
  const layout = (value: string, title: string, icon: IconName) =>
    command(
      `layout-${value}`,
      title,
      icon,
      setTable(() => ({ layout: value })),
    );
  const even: Command = (state, dispatch) => {
    const view = currentTable(editor);
    return view !== null && evenOut(drawnWidths(view.table, view.node))(state, dispatch);
  };
  const wide = [
    layout("default", t("As wide as the text"), "widthText"),
    layout("wide", t("Wide"), "widthWide"),
    layout("full-width", t("Full width"), "widthFull"),
  ];
  return [
    toggle(editor, "row"),
    toggle(editor, "column"),
    command("numbers", numbered ? t("No numbered rows") : t("Numbered rows"), "rowNumbers", toggleNumbers),
    command("even", t("Columns of equal width"), "columns", even),
    command("free", t("Columns as wide as their words"), "narrower", freeWidths),
    ...wide.filter(({ id }) => id !== `layout-${String(now)}` && !(now === "center" && id === "layout-default")),
    command("delete-table", t("Delete table"), "trash", removeTable),
  ];
}

function grouped(group: string, choices: TableChoice[]): TableChoice[] {
  return choices.map((choice) => ({ ...choice, group }));
}

function open(editor: Editor, anchor: HTMLElement, label: string, choices: TableChoice[]): void {
  openMenu(anchor, label, choices, {
    choose: (choice) => choice.act(editor, anchor),
    returnFocus: () => editor.view.focus(),
  });
}

export function openAxisMenu(editor: Editor, axis: Axis, anchor: HTMLElement): void {
  const own = axis === "row" ? rowChoices(editor) : columnChoices(editor);
  const label = axis === "row" ? t("Row") : t("Column");
  const merging = cellChoices(editor).filter(({ id }) => id === "merge" || id === "background");
  const last = own.pop();
  open(editor, anchor, label, [...own, ...merging, ...(last ? [last] : [])]);
}

export function openTableMenu(editor: Editor, anchor: HTMLElement): void {
  open(editor, anchor, t("Table"), tableChoices(editor));
}

/** Everything that can be done where the caret stands. */
export function openWholeMenu(editor: Editor, anchor: HTMLElement): void {
  const without = (choices: TableChoice[]) => choices.filter(({ id }) => !id.startsWith("header-"));
  const selects = [
    command("select-row", t("Select row"), "gripVertical", select("row")),
    command("select-column", t("Select column"), "gripHorizontal", select("column")),
    command("select-table", t("Select table"), "table", select("table"), "Mod-a"),
  ];
  open(editor, anchor, t("Table"), [
    ...grouped(t("Row"), without(rowChoices(editor))),
    ...grouped(t("Column"), without(columnChoices(editor))),
    ...grouped(t("Cell"), [...cellChoices(editor), ...selects]),
    ...grouped(t("Table"), tableChoices(editor)),
  ]);
}
