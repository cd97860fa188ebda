// The tools of the bars, in groups. Their keys come from the table of shortcuts.
import type { Editor } from "@tiptap/core";
import { toggleMark } from "@tiptap/pm/commands";
import type { MarkType } from "@tiptap/pm/model";
import type { Command } from "@tiptap/pm/state";
import { yUndoPluginKey } from "@tiptap/y-tiptap";
import type { UndoManager } from "yjs";
import { t } from "../../../lib/words";
import { type Align, align, clearFormatting, isAligned } from "../behaviours/formatting";
import { canIndent, indent, outdent } from "../behaviours/keys";
import { editLink } from "../behaviours/links";
import { keysOf } from "../behaviours/shortcuts";
import type { IconName } from "./icons";
import type { Tool } from "./toolbar";
import { openTools } from "./toolbox";

const keyed = (tool: Tool, id = tool.id): Tool => {
  const keys = keysOf(id);
  return keys ? { ...tool, keys } : tool;
};

function markTool(id: string, title: string, icon: IconName, mark = id, attrs: Record<string, unknown> = {}): Tool {
  return keyed({
    id,
    title,
    icon,
    run: (editor) => void editor.chain().focus().toggleMark(mark, attrs).run(),
    active: (editor) => editor.isActive(mark, attrs),
    enabled: ({ state, schema }) => toggleMark(schema.marks[mark] as MarkType, attrs)(state),
  });
}

function commandTool(id: string, title: string, icon: IconName, command: Command, active?: Tool["active"]): Tool {
  return keyed({
    id,
    title,
    icon,
    run: (editor) => {
      command(editor.state, editor.view.dispatch);
      editor.view.focus();
    },
    enabled: (editor) => command(editor.state),
    ...(active ? { active } : {}),
  });
}

/** Tab and Shift+Tab for those who have no such keys: paragraphs, list items and lines of code. */
function stepTool(id: "indent" | "outdent", title: string, step: (editor: Editor) => boolean): Tool {
  return keyed({
    id,
    title,
    icon: id,
    run: (editor) => {
      step(editor);
      editor.view.focus();
    },
    enabled: canIndent,
  });
}

/** What every bar shows. */
export const markTools = (): Tool[] => [
  markTool("strong", t("Bold"), "bold"),
  markTool("em", t("Italic"), "italic"),
  markTool("underline", t("Underline"), "underline"),
];

const moreMarks = (): Tool[] => [
  markTool("strike", t("Strike through"), "strike"),
  markTool("code", t("Code"), "code"),
  markTool("sup", t("Superscript"), "superscript", "subsup", { type: "sup" }),
  markTool("sub", t("Subscript"), "subscript", "subsup", { type: "sub" }),
  commandTool("clear", t("Clear formatting"), "clear", clearFormatting),
];

function paragraphTools(): Tool[] {
  const aligned = (to: Align, title: string, icon: IconName) =>
    commandTool(`align-${to}`, title, icon, align(to), (editor) => isAligned(editor.state, to));
  return [
    aligned("start", t("Align to the start"), "alignStart"),
    aligned("center", t("Align to the middle"), "alignCenter"),
    aligned("end", t("Align to the end"), "alignEnd"),
    stepTool("outdent", t("Indent less"), outdent),
    stepTool("indent", t("Indent"), indent),
  ];
}

/** Opens what does not stand in the bar itself; `rest` is what the bar has no room for. */
export const moreTool = (rest: () => Tool[] = () => []): Tool => ({
  id: "more",
  title: t("More formatting"),
  icon: "ellipsis",
  run: (editor, button) => {
    if (!button) return;
    openTools(editor, button, t("More formatting"), [
      { label: t("Words"), tools: [...markTools().filter(() => narrow()), ...moreMarks()] },
      { label: t("Paragraph"), tools: paragraphTools() },
      { label: t("Insert and lists"), tools: rest() },
    ]);
  },
});

export const narrow = () => window.matchMedia?.("(max-width: 700px)").matches ?? false;

export const linkTool = (): Tool =>
  keyed({ id: "link", title: t("Link"), icon: "link", run: editLink, active: (editor) => editor.isActive("link") });

export function historyTools(): Tool[] {
  // Not `editor.can()`, which makes every command there is anew, five times a keystroke.
  const manager = ({ state }: Editor) => yUndoPluginKey.getState(state)?.undoManager as UndoManager | undefined;
  const undo = (editor: Editor) => Boolean(manager(editor)?.undoStack.length);
  const redo = (editor: Editor) => Boolean(manager(editor)?.redoStack.length);
  return [
    keyed({
      id: "undo",
      title: t("Undo your last change"),
      icon: "undo",
      run: (e) => void e.chain().focus().undo().run(),
      enabled: undo,
    }),
    keyed({
      id: "redo",
      title: t("Redo"),
      icon: "redo",
      run: (e) => void e.chain().focus().redo().run(),
      enabled: redo,
    }),
  ];
}
