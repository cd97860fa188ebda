// The bar that floats over a selection, and the one over the table that holds the caret.
import type { Placement } from "@floating-ui/dom";
import { type Editor, getMarkRange } from "@tiptap/core";
import { NodeSelection } from "@tiptap/pm/state";
import { CellSelection } from "@tiptap/pm/tables";
import { t } from "../../../lib/words";
import type { Block } from "../behaviours/blocks";
import { editLink, rangeAnchor } from "../behaviours/links";
import { safeHref } from "../schema/dom";
import { colorTool } from "./colors";
import { host, place } from "./floating";
import type { Choice } from "./listbox";
import { openMenu } from "./popover";
import { type Bar, buildBar, type Tool, turnInto } from "./toolbar";
import { linkTool, markTools, moreTool } from "./tools";

export interface Hover {
  update(): void;
  destroy(): void;
}

type Anchoring = () => Parameters<typeof place>[0] | null;

export function hovering(editor: Editor, bar: Bar, placement: Placement, anchor: Anchoring): Hover {
  let stop: (() => void) | null = null;
  let at: unknown = null;
  bar.element.classList.add("ed-bubble");
  const hide = () => {
    stop?.();
    stop = at = null;
    bar.element.remove();
  };
  return {
    update: () => {
      const target = editor.isEditable ? anchor() : null;
      if (!target) return hide();
      bar.update();
      if (stop && at === target) return;
      stop?.();
      at = target;
      host(target).append(bar.element);
      stop = place(target, bar.element, placement);
    },
    destroy: hide,
  };
}

/** The caret is in the text, or the focus in the bar or in a menu that it opened. */
export function inUse(editor: Editor, bar: Bar): boolean {
  const inside = bar.element.contains(document.activeElement);
  return editor.isFocused || inside || bar.element.querySelector('[aria-expanded="true"]') !== null;
}

export function selectionBar(editor: Editor, blocks: Block[], comment: Tool | null): Hover {
  const turn = turnInto(editor, blocks);
  const tools = buildBar(editor, t("Selected text"), [
    turn.element,
    [...markTools(), colorTool(), moreTool()],
    [linkTool(), ...(comment ? [comment] : [])],
  ]);
  const bar: Bar = {
    element: tools.element,
    update: () => {
      turn.update();
      tools.update();
    },
  };
  return hovering(editor, bar, "top-start", () => {
    const { selection, doc } = editor.state;
    const words = !selection.empty && !(selection instanceof NodeSelection) && !(selection instanceof CellSelection);
    if (!words || !doc.textBetween(selection.from, selection.to).trim()) return null;
    if (!inUse(editor, bar)) return null;
    return rangeAnchor(editor, selection.from, selection.to);
  });
}

/** Beside a link that holds the caret: follow it, change it, take it off. */
export function linkBar(editor: Editor): Hover {
  const tools: Tool[] = [
    { id: "open-link", title: t("Open the link"), icon: "external", run: openLink },
    { id: "edit-link", title: t("Change the link"), icon: "link", keys: "Mod-k", run: editLink },
    {
      id: "remove-link",
      title: t("Remove link"),
      icon: "unlink",
      run: (e) => void e.chain().focus().extendMarkRange("link").unsetMark("link").run(),
    },
  ];
  const bar = buildBar(editor, t("Link"), [tools]);
  return hovering(editor, bar, "bottom-start", () => {
    const { selection, schema } = editor.state;
    const link = schema.marks.link;
    if (!selection.empty || !link || !inUse(editor, bar)) return null;
    const range = getMarkRange(selection.$from, link);
    return range ? rangeAnchor(editor, range.from, range.to) : null;
  });
}

function openLink(editor: Editor): void {
  const href = safeHref(editor.getAttributes("link").href);
  if (href) window.open(href, "_blank", "noopener");
}

interface TableChoice extends Choice {
  run(): void;
}

export function tableBar(editor: Editor): Hover {
  const chain = () => editor.chain().focus();
  const choice = (id: string, title: string, icon: Choice["icon"], run: () => void): TableChoice => ({
    id,
    title,
    run,
    ...(icon ? { icon } : {}),
  });
  const more = (): TableChoice[] => [
    choice("row-before", t("Row above"), "plus", () => chain().addRowBefore().run()),
    choice("row-after", t("Row below"), "plus", () => chain().addRowAfter().run()),
    choice("column-before", t("Column to the left"), "plus", () => chain().addColumnBefore().run()),
    choice("column-after", t("Column to the right"), "plus", () => chain().addColumnAfter().run()),
    choice("header-row", t("Header row on or off"), "table", () => chain().toggleHeaderRow().run()),
    choice("header-column", t("Header column on or off"), "table", () => chain().toggleHeaderColumn().run()),
    choice("merge", t("Merge or split cells"), "table", () => chain().mergeOrSplit().run()),
    choice("delete-row", t("Delete row"), "trash", () => chain().deleteRow().run()),
    choice("delete-column", t("Delete column"), "trash", () => chain().deleteColumn().run()),
    choice("delete-table", t("Delete table"), "trash", () => chain().deleteTable().run()),
  ];
  const menu: Tool = {
    id: "table-menu",
    title: t("Table"),
    icon: "ellipsis",
    run: () => {
      const button = bar.element.querySelector<HTMLElement>('[data-tool="table-menu"]');
      if (!button) return;
      openMenu(button, t("Table"), more(), {
        choose: ({ run }) => run(),
        returnFocus: () => editor.view.focus(),
      });
    },
  };
  const quick: Tool[] = [
    { id: "add-row", title: t("Add a row below"), icon: "rowBelow", run: () => chain().addRowAfter().run() },
    {
      id: "add-column",
      title: t("Add a column to the right"),
      icon: "columnRight",
      run: () => chain().addColumnAfter().run(),
    },
    menu,
  ];
  const bar = buildBar(editor, t("Table"), [quick]);
  bar.element.classList.add("ed-table-bar");
  bar.element.addEventListener("contextmenu", (event) => event.preventDefault());
  return hovering(editor, bar, "top-end", () => {
    const { $from } = editor.state.selection;
    if (!inUse(editor, bar)) return null;
    for (let depth = $from.depth; depth > 0; depth -= 1) {
      if ($from.node(depth).type.name !== "table") continue;
      const dom = editor.view.nodeDOM($from.before(depth));
      return dom instanceof HTMLElement ? (dom.querySelector("table") ?? dom) : null;
    }
    return null;
  });
}
