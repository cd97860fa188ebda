// What can be put into a page: one list for the slash menu, the toolbar and "turn into".
import type { Editor } from "@tiptap/core";
import type { Node as PmNode } from "@tiptap/pm/model";
import { TextSelection } from "@tiptap/pm/state";
import { t } from "../../../lib/words";
import { expandBlock } from "../expands/extension";
import { layoutBlocks } from "../layouts/extension";
import { insertTable } from "../tables/picker";
import type { IconName } from "../ui/icons";
import { itemKindAt, replaceBlocks, toggleItems } from "./items";
import { addsSpace } from "./spaces";

/** The sections of the slash menu; `catalogue.ts` names and orders them. */
export type Group = "text" | "lists" | "insert" | "media" | "structure" | "boxes" | "code" | "workspace";

export interface Block {
  id: string;
  title: string;
  hint: string;
  icon: IconName;
  group: Group;
  /** Other words people look for, space separated, lower case. */
  words: string;
  /** Can stand in "turn into". */
  turn?: boolean;
  /** Shown only to those who look for it. */
  rare?: boolean;
  /** Comes before others that fit as well. */
  first?: boolean;
  run(editor: Editor): void;
  active?(editor: Editor): boolean;
}

function heading(level: 1 | 2 | 3 | 4 | 5 | 6): Block {
  return {
    id: `heading${level}`,
    title: `${t("Heading")} ${level}`,
    hint: "#".repeat(level),
    icon: `heading${level}`,
    group: "text",
    words: `h${level} title section`,
    turn: true,
    rare: level > 3,
    run: (editor) => void plain(editor).chain().focus().setNode("heading", { level }).run(),
    active: (editor) => editor.isActive("heading", { level }),
  };
}

function list(id: "bulletList" | "orderedList", title: string, hint: string, icon: IconName, words: string): Block {
  return {
    id,
    title,
    hint,
    icon,
    words,
    group: "lists",
    turn: true,
    run: (editor) => {
      if (itemKindAt(editor.state.selection.$from)) plain(editor);
      editor.chain().focus().toggleList(id, "listItem").run();
    },
    active: (editor) => editor.isActive(id),
  };
}

function panel(panelType: string, title: string, icon: IconName): Block {
  return {
    id: `panel-${panelType}`,
    title,
    hint: "",
    icon,
    group: "boxes",
    words: `panel box callout ${panelType}`,
    run: (editor) => wrap(editor, "panel", { panelType }),
  };
}

/** Items and list entries become paragraphs first, so that every block can be turned into every other. */
function plain(editor: Editor): Editor {
  const { $from } = editor.state.selection;
  const { paragraph } = editor.schema.nodes;
  const kind = itemKindAt($from);
  if (kind) toggleItems(kind)(editor.state, editor.view.dispatch);
  else if (editor.isActive("listItem") && paragraph) {
    replaceBlocks(editor.state, editor.view.dispatch, (texts) => texts.map((text) => paragraph.create(null, text)));
  }
  return editor;
}

/** Puts a block in place of the empty paragraph at the caret, or after the block there; the caret goes inside. */
export function insertBlock(editor: Editor, node: PmNode): void {
  const { state } = editor;
  const { $from } = state.selection;
  const empty = $from.parent.type.name === "paragraph" && $from.parent.content.size === 0;
  const tr = state.tr;
  const depth = insertDepth($from, node);
  const from = empty && depth === $from.depth - 1 ? $from.before() : $from.after(depth + 1);
  const to = empty && depth === $from.depth - 1 ? $from.after() : from;
  const last = to === state.doc.content.size;
  const paragraph = last ? state.schema.nodes.paragraph?.create() : null;
  tr.replaceWith(from, to, paragraph ? [node, paragraph] : node);
  const inside = node.isLeaf ? from + node.nodeSize : from + 1;
  tr.setSelection(TextSelection.near(tr.doc.resolve(Math.min(inside, tr.doc.content.size))));
  editor.view.dispatch(tr.scrollIntoView());
  editor.view.focus();
}

function insertDepth($from: import("@tiptap/pm/model").ResolvedPos, node: PmNode): number {
  for (let depth = $from.depth - 1; depth > 0; depth -= 1) {
    const index = $from.index(depth);
    if ($from.node(depth).canReplaceWith(index, index + 1, node.type)) return depth;
  }
  return 0;
}

/** After a box at the end of the text there is a line to go on in. */
function roomBelow(editor: Editor): void {
  const { doc, schema } = editor.state;
  const line = schema.nodes.paragraph?.create();
  if (line && !doc.lastChild?.isTextblock) editor.view.dispatch(editor.state.tr.insert(doc.content.size, line));
}

/** Puts the blocks at the selection into a box; where it may not stand, an empty one goes below. */
function wrap(editor: Editor, type: string, attrs: Record<string, unknown>): void {
  if (editor.chain().focus().wrapIn(type, attrs).run()) roomBelow(editor);
  else insertBlock(editor, make(editor, { type, attrs, content: [paragraph] }));
}

function make(editor: Editor, json: object): PmNode {
  return editor.schema.nodeFromJSON(json);
}

const paragraph = { type: "paragraph" };
const inserted = (json: object) => (editor: Editor) => insertBlock(editor, make(editor, json));

export function insertInline(editor: Editor, type: string, attrs: Record<string, unknown>): number {
  const position = editor.state.selection.from;
  editor
    .chain()
    .focus()
    .insertContent([
      { type, attrs },
      { type: "text", text: " " },
    ])
    .command(({ tr }) => Boolean(addsSpace(tr)))
    .run();
  return position;
}

function textBlocks(): Block[] {
  return [
    {
      id: "paragraph",
      title: t("Plain text"),
      hint: "",
      icon: "pilcrow",
      group: "text",
      words: "paragraph normal",
      turn: true,
      run: (editor) => void plain(editor).chain().focus().setNode("paragraph").run(),
      active: (editor) => editor.isActive("paragraph") && !editor.isActive("listItem"),
    },
    heading(1),
    heading(2),
    heading(3),
    heading(4),
    heading(5),
    heading(6),
    {
      id: "blockquote",
      title: t("Quote"),
      hint: ">",
      icon: "quote",
      group: "text",
      words: "citation blockquote",
      turn: true,
      run: (editor) => {
        if (editor.isActive("blockquote")) editor.chain().focus().lift("blockquote").run();
        else wrap(editor, "blockquote", {});
      },
      active: (editor) => editor.isActive("blockquote"),
    },
  ];
}

function listBlocks(): Block[] {
  const items =
    (kind: "taskItem" | "decisionItem"): Block["run"] =>
    (editor) => {
      if (itemKindAt(editor.state.selection.$from) === kind) return;
      toggleItems(kind)(editor.state, editor.view.dispatch);
      editor.view.focus();
    };
  return [
    {
      id: "taskItem",
      title: t("Action item"),
      hint: "[]",
      icon: "task",
      group: "lists",
      words: "task todo to-do checkbox check assignee",
      turn: true,
      run: items("taskItem"),
      active: (editor) => editor.isActive("taskItem"),
    },
    {
      id: "decisionItem",
      title: t("Decision already made"),
      hint: "<>",
      icon: "decision",
      group: "lists",
      words: "decided agree item line",
      turn: true,
      run: items("decisionItem"),
      active: (editor) => editor.isActive("decisionItem"),
    },
    list("bulletList", t("Bulleted list"), "-", "list", "bullets unordered ul"),
    list("orderedList", t("Numbered list"), "1.", "listOrdered", "numbers ordered ol"),
  ];
}

function insertedBlocks(): Block[] {
  const block =
    (group: Group) =>
    (id: string, title: string, icon: IconName, words: string, run: Block["run"], hint = ""): Block => ({
      id,
      title,
      hint,
      icon,
      words,
      run,
      group,
    });
  const [structure, code] = [block("structure"), block("code")];
  return [
    structure("table", t("Table"), "table", "grid rows columns", (editor) => insertTable(editor, 3, 3)),
    code("codeBlock", t("Code block"), "codeXml", "snippet source pre", inserted({ type: "codeBlock" }), "```"),
    structure("rule", t("Divider"), "rule", "line hr separator", inserted({ type: "rule" }), "---"),
    expandBlock(),
    ...layoutBlocks(),
  ];
}

function boxBlocks(): Block[] {
  return [
    panel("info", t("Info panel"), "info"),
    panel("note", t("Note panel"), "note"),
    panel("success", t("Success panel"), "circleCheck"),
    panel("warning", t("Warning panel"), "warning"),
    panel("error", t("Error panel"), "octagonX"),
    panel("tip", t("Tip panel"), "lightbulb"),
    {
      ...panel("custom", t("Panel of your own"), "baseline"),
      words: "panel box callout custom emoji colour color",
      run: (editor) => wrap(editor, "panel", { panelType: "custom", panelIconText: "💡", panelColor: "#f8e6a0" }),
    },
  ];
}

/** What the schema alone can make. Blocks that need the server or a form are added in `catalogue.ts`. */
export function blocks(): Block[] {
  return [...textBlocks(), ...listBlocks(), ...insertedBlocks(), ...boxBlocks()];
}
