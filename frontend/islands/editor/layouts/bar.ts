// The bar over the columns that hold the caret, and the same as a menu for the keyboard.
import type { Editor } from "@tiptap/core";
import type { Command } from "@tiptap/pm/state";
import { isInTable } from "@tiptap/pm/tables";
import { t } from "../../../lib/words";
import { announce } from "../ui/announce";
import { type Hover, hovering, inUse } from "../ui/bubble";
import type { IconName } from "../ui/icons";
import type { Choice } from "../ui/listbox";
import { openMenu } from "../ui/popover";
import { buildBar, type Tool } from "../ui/toolbar";
import {
  addColumn,
  arrange,
  layoutOf,
  moveColumn,
  PRESETS,
  presetOf,
  removeColumn,
  removeLayout,
  unwrap,
} from "./commands";

export const presets = (): [name: string, title: string, icon: IconName][] => [
  ["two", t("Two columns"), "columns"],
  ["left-sidebar", t("Narrow column on the left"), "sidebarLeft"],
  ["right-sidebar", t("Narrow column on the right"), "sidebarRight"],
  ["three", t("Three columns"), "columns3"],
  ["sidebars", t("Three columns, the middle one wide"), "sidebars"],
];

function run(editor: Editor, command: Command, said: string): void {
  if (!editor.isEditable) return;
  if (command(editor.state, editor.view.dispatch)) announce(said);
  editor.view.focus();
}

function tools(): Tool[][] {
  const can = (command: Command) => (editor: Editor) => command(editor.state);
  const tool = (id: string, title: string, icon: IconName, command: Command): Tool => ({
    id,
    title,
    icon,
    run: (editor) => run(editor, command, title),
    enabled: can(command),
  });
  const shapes = presets().map(
    ([name, title, icon]): Tool => ({
      id: `layout-${name}`,
      title,
      icon,
      run: (editor) => run(editor, arrange(PRESETS[name] ?? []), title),
      active: (editor) => {
        const layout = layoutOf(editor.state);
        return layout !== null && presetOf(layout.section) === name;
      },
    }),
  );
  return [
    shapes,
    [
      tool("add-layout-column", t("Add a column"), "columnRight", addColumn),
      tool("column-left", t("Move this column left"), "arrowLeft", moveColumn(-1)),
      tool("column-right", t("Move this column right"), "arrowRight", moveColumn(1)),
      tool("remove-layout-column", t("Remove this column, keep its words"), "remove", removeColumn),
    ],
    [
      tool("unwrap-layout", t("Take everything out of the columns"), "ungroup", unwrap),
      tool("delete-layout", t("Delete the columns and what is in them"), "trash", removeLayout),
    ],
  ];
}

export function layoutBar(editor: Editor): Hover {
  const bar = buildBar(editor, t("Columns"), tools());
  bar.element.classList.add("ed-layout-bar");
  return hovering(editor, bar, "top", () => {
    const layout = inUse(editor, bar) && !isInTable(editor.state) ? layoutOf(editor.state) : null;
    const dom = layout && editor.view.nodeDOM(layout.pos);
    return dom instanceof HTMLElement ? dom : null;
  });
}

interface ToolChoice extends Choice {
  tool: Tool;
}

/** The same under a key. Returns whether the caret stands in columns. */
export function openLayoutMenu(editor: Editor): boolean {
  const bar = editor.view.dom.closest("cairn-editor")?.querySelector<HTMLElement>(".ed-layout-bar");
  const anchor = bar?.querySelector<HTMLElement>("button");
  if (!layoutOf(editor.state) || !anchor) return false;
  const choices = tools()
    .flat()
    .filter(({ enabled }) => enabled?.(editor) ?? true)
    .map((tool): ToolChoice => ({ id: tool.id, title: tool.title, icon: tool.icon, tool }));
  openMenu(anchor, t("Columns"), choices, {
    choose: ({ tool }) => tool.run(editor),
    returnFocus: () => editor.view.focus(),
  });
  return true;
}
