// The bars that float over a selection and beside a link.
import type { Placement } from "@floating-ui/dom";
import { type Editor, getMarkRange } from "@tiptap/core";
import { NodeSelection } from "@tiptap/pm/state";
import { CellSelection } from "@tiptap/pm/tables";
import { t } from "../../../lib/words";
import type { Block } from "../behaviours/blocks";
import { linkAt } from "../behaviours/cards";
import { editLink, rangeAnchor } from "../behaviours/links";
import { safeHref } from "../schema/dom";
import { colorTool } from "./colors";
import { host, place } from "./floating";
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
    if (!selection.empty || !link || !inUse(editor, bar) || linkAt(editor.state)) return null; // the bar of smart links
    const range = getMarkRange(selection.$from, link);
    return range ? rangeAnchor(editor, range.from, range.to) : null;
  });
}

function openLink(editor: Editor): void {
  const href = safeHref(editor.getAttributes("link").href);
  if (href) window.open(href, "_blank", "noopener");
}
