// Every shortcut of the editor in one table: it binds the keys, labels the tools and fills the sheet on "?".
// To add some, write a function that gives rows and name it in SOURCES. A row without `run` is bound elsewhere.
import type { Editor } from "@tiptap/core";
import type { Command } from "@tiptap/pm/state";
import { t } from "../../../lib/words";
import { BACKGROUND_COLORS } from "../schema/colors";
import { suggestionShortcuts } from "../suggesting/keys";
import { blockShortcuts } from "./blockMenu";
import { align, clearFormatting, setColor } from "./formatting";
import { toggleItems } from "./items";

export type ShortcutGroup = "words" | "paragraphs" | "lists" | "blocks" | "tables" | "insert" | "suggestions" | "page";

export interface Shortcut {
  id: string;
  group: ShortcutGroup;
  title: string;
  /** Any of these does it, the first is shown: "Mod-Shift-x" as in ProseMirror's keymap. */
  keys: string[];
  /** What to type instead, as in Markdown. */
  typed?: string;
  run?(editor: Editor): boolean;
}

const SOURCES: (() => Shortcut[])[] = [
  words,
  paragraphs,
  lists,
  blockShortcuts,
  tables,
  inserting,
  suggestionShortcuts,
  page,
];

/** The sections of the sheet, in their order. */
export const SECTIONS: Record<ShortcutGroup, () => string> = {
  words: () => t("Words"),
  paragraphs: () => t("Paragraphs"),
  lists: () => t("Lists"),
  blocks: () => t("Blocks"),
  tables: () => t("Tables"),
  insert: () => t("Insert"),
  suggestions: () => t("Suggestions"),
  page: () => t("While writing"),
};

export function shortcuts(): Shortcut[] {
  return SOURCES.flatMap((source) => source());
}

/** The keys of a tool, for its tooltip. */
export function keysOf(id: string): string | undefined {
  return shortcuts().find((shortcut) => shortcut.id === id)?.keys[0];
}

/** For `addKeyboardShortcuts`. */
export function keyBindings(editor: Editor): Record<string, () => boolean> {
  const bound = shortcuts().flatMap(({ keys, run }) =>
    run ? keys.map((key) => [key, () => run(editor)] as const) : [],
  );
  return Object.fromEntries(bound);
}

export const run = (command: Command) => (editor: Editor) => command(editor.state, editor.view.dispatch);

function words(): Shortcut[] {
  const mark = (id: string, title: string, keys: string[], typed = "", attrs = {}): Shortcut => ({
    id,
    group: "words",
    title,
    keys,
    run: (editor) => editor.commands.toggleMark(id, attrs),
    ...(typed ? { typed } : {}),
  });
  const script = (id: string, title: string, keys: string[], type: string): Shortcut => ({
    ...mark("subsup", title, keys, "", { type }),
    id,
  });
  return [
    mark("strong", t("Bold"), ["Mod-b"], "**b**"),
    mark("em", t("Italic"), ["Mod-i"], "*i*"),
    mark("underline", t("Underline"), ["Mod-u"]),
    mark("strike", t("Strike through"), ["Mod-Shift-x", "Mod-Shift-s"], "~~s~~"),
    mark("code", t("Code"), ["Mod-e"], "`c`"),
    script("sup", t("Superscript"), ["Mod-."], "sup"),
    script("sub", t("Subscript"), ["Mod-,"], "sub"),
    {
      id: "highlight",
      group: "words",
      title: t("Highlight"),
      keys: ["Alt-Shift-h"],
      run: (editor) => {
        const on = editor.isActive("backgroundColor");
        return run(setColor("backgroundColor", on ? null : BACKGROUND_COLORS.yellow))(editor);
      },
    },
    { id: "link", group: "words", title: t("Link"), keys: ["Mod-k"], typed: "[a](https://…)" },
    { id: "clear", group: "words", title: t("Clear formatting"), keys: ["Mod-\\"], run: run(clearFormatting) },
  ];
}

function paragraphs(): Shortcut[] {
  const headings = [1, 2, 3, 4, 5, 6].map(
    (level): Shortcut => ({
      id: `heading${level}`,
      group: "paragraphs",
      title: `${t("Heading")} ${level}`,
      keys: [`Mod-Alt-${level}`],
      typed: `${"#".repeat(level)} `,
      run: (editor) => editor.commands.toggleNode("heading", "paragraph", { level }),
    }),
  );
  const row = (id: string, title: string, keys: string[], command: Shortcut["run"], typed = ""): Shortcut => ({
    id,
    group: "paragraphs",
    title,
    keys,
    ...(command ? { run: command } : {}),
    ...(typed ? { typed } : {}),
  });
  return [
    ...headings,
    row("paragraph", t("Plain text"), ["Mod-Alt-0"], (editor) => editor.commands.setNode("paragraph")),
    row("blockquote", t("Quote"), ["Mod-Shift-b"], (editor) => editor.commands.toggleWrap("blockquote"), "> "),
    row("align-start", t("Align to the start"), ["Mod-Shift-l"], run(align("start"))),
    row("align-center", t("Align to the middle"), ["Mod-Shift-e"], run(align("center"))),
    row("align-end", t("Align to the end"), ["Mod-Shift-r"], run(align("end"))),
    row("indent", t("Indent"), ["Tab", "Mod-]"], undefined),
    row("outdent", t("Indent less"), ["Shift-Tab", "Mod-["], undefined),
    row("break", t("New line in the paragraph"), ["Shift-Enter"], undefined),
  ];
}

function lists(): Shortcut[] {
  const row = (id: string, title: string, keys: string[], typed: string, command: Shortcut["run"]): Shortcut => ({
    id,
    group: "lists",
    title,
    keys,
    typed,
    ...(command ? { run: command } : {}),
  });
  return [
    row("orderedList", t("Numbered list"), ["Mod-Shift-7"], "1. ", (e) =>
      e.commands.toggleList("orderedList", "listItem"),
    ),
    row("bulletList", t("Bulleted list"), ["Mod-Shift-8"], "- ", (e) =>
      e.commands.toggleList("bulletList", "listItem"),
    ),
    row("taskItem", t("Action item"), ["Mod-Shift-9"], "[] ", run(toggleItems("taskItem"))),
    row("decisionItem", t("Decision"), [], "<> ", undefined),
    row("list-in", t("One level in, one out"), ["Tab", "Shift-Tab"], "", undefined),
  ];
}

/** Bound by `tables/keys.ts`, which knows whether the caret stands in a table. */
function tables(): Shortcut[] {
  const row = (id: string, title: string, ...keys: string[]): Shortcut => ({ id, group: "tables", title, keys });
  return [
    row("table-next", t("Next cell; after the last one a new row"), "Tab"),
    row("table-menu", t("Everything for this cell, row, column and table"), "Alt-ArrowDown"),
    row("table-row", t("Insert a row above, below"), "Ctrl-Alt-ArrowUp", "Ctrl-Alt-ArrowDown"),
    row("table-column", t("Insert a column left, right"), "Ctrl-Alt-ArrowLeft", "Ctrl-Alt-ArrowRight"),
    row("table-move", t("Move the row, the column"), "Alt-Shift-ArrowUp", "Alt-Shift-ArrowLeft"),
    row("table-delete", t("Delete the row, the column"), "Ctrl-Alt-Backspace", "Ctrl-Alt-Shift-Backspace"),
    row("table-width", t("Wider, narrower column"), "Ctrl-Alt-.", "Ctrl-Alt-,"),
    row("table-select", t("Select the cell, then the table"), "Mod-a"),
  ];
}

function inserting(): Shortcut[] {
  const typed = (id: string, title: string, words: string): Shortcut => ({
    id,
    group: "insert",
    title,
    keys: [],
    typed: words,
  });
  return [
    typed("insert", t("Any block"), "/"),
    typed("mention", t("Mention a person"), "@"),
    typed("date", t("Date"), "//"),
    typed("codeBlock", t("Code block"), "``` "),
    typed("rule", t("Divider"), "---"),
    typed("mathInline", t("Inline formula"), "$x$"),
    typed("math", t("Formula"), "$$ "),
    typed("diagram", t("Diagram"), "```mermaid "),
    { id: "settings", group: "insert", title: t("Settings of a formula, list or report"), keys: ["Alt-Enter"] },
  ];
}

function page(): Shortcut[] {
  const row = (id: string, title: string, ...keys: string[]): Shortcut => ({ id, group: "page", title, keys });
  return [
    row("find", t("Find in the text"), "Mod-f"),
    row("replace", t("Find and replace"), "Mod-Alt-f", "Mod-h"),
    row("paste-plain", t("Paste without formatting"), "Mod-Shift-v"),
    row("undo", t("Undo your own last change"), "Mod-z"),
    row("redo", t("Redo"), "Mod-Shift-z", "Mod-y"),
    row("comment", t("Comment on the selected words"), "Mod-Alt-m"),
    row("next-comment", t("Next, previous open comment"), "Alt-PageDown", "Alt-PageUp"),
    row("floating", t("To the bar that floats over a selection, picture or link"), "Alt-F9"),
    row("toolbar", t("To the toolbar; Esc returns"), "Alt-F10"),
    row("leave-code", t("Leave a code block"), "Mod-Enter"),
    row("leave", t("Leave the text"), "Escape", "Tab"),
    row("sheet", t("This sheet"), "Mod-/"),
  ];
}
