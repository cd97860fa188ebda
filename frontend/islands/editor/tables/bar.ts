// The bar over the table that holds the caret.
import type { Editor } from "@tiptap/core";
import { mergeCells, splitCell } from "@tiptap/pm/tables";
import { t } from "../../../lib/words";
import { type Hover, hovering, inUse } from "../ui/bubble";
import { buildBar, type Tool } from "../ui/toolbar";
import { chooseBackground } from "./colors";
import { insert, removeTable, toggleHeader, toggleNumbers } from "./commands";
import { headersOf, spotOf } from "./grid";
import { openWholeMenu } from "./menu";
import { currentTable, run } from "./run";

export function tableBar(editor: Editor): Hover {
  const button = (id: string) => bar.element.querySelector<HTMLElement>(`[data-tool="${id}"]`);
  const headers = (axis: "row" | "column") => {
    const spot = spotOf(editor.state);
    return Boolean(spot && headersOf(spot)[axis]);
  };
  const structure: Tool[] = [
    { id: "add-row", title: t("Insert row below"), icon: "rowBelow", run: (e) => void run(e, insert("row", "after")) },
    {
      id: "add-column",
      title: t("Insert column right"),
      icon: "columnRight",
      run: (e) => void run(e, insert("column", "after")),
    },
  ];
  const looks: Tool[] = [
    {
      id: "header-row",
      title: t("Header row"),
      icon: "headerRow",
      run: (e) => void run(e, toggleHeader("row")),
      active: () => headers("row"),
    },
    {
      id: "header-column",
      title: t("Header column"),
      icon: "headerColumn",
      run: (e) => void run(e, toggleHeader("column")),
      active: () => headers("column"),
    },
    {
      id: "numbers",
      title: t("Numbered rows"),
      icon: "rowNumbers",
      run: (e) => void run(e, toggleNumbers),
      active: (e) => Boolean(spotOf(e.state)?.table.attrs.isNumberColumnEnabled),
    },
  ];
  const cells: Tool[] = [
    {
      id: "background",
      title: t("Cell background"),
      icon: "palette",
      run: (e) => {
        const at = button("background");
        if (at) chooseBackground(e, at);
      },
    },
    {
      id: "merge",
      title: t("Merge or split cells"),
      icon: "merge",
      run: (e) => void (run(e, mergeCells) || run(e, splitCell)),
      enabled: (e) => mergeCells(e.state) || splitCell(e.state),
    },
  ];
  const more: Tool[] = [
    {
      id: "table-menu",
      title: t("More for this table"),
      icon: "ellipsis",
      keys: "Alt-ArrowDown",
      run: (e) => {
        const at = button("table-menu");
        if (at) openWholeMenu(e, at);
      },
    },
    { id: "delete-table", title: t("Delete table"), icon: "trash", run: (e) => void run(e, removeTable) },
  ];
  const bar = buildBar(editor, t("Table"), [structure, looks, cells, more]);
  bar.element.classList.add("ed-table-bar");
  bar.element.addEventListener("contextmenu", (event) => event.preventDefault());
  return hovering(editor, bar, "top-end", () => (inUse(editor, bar) ? (currentTable(editor)?.dom ?? null) : null));
}
