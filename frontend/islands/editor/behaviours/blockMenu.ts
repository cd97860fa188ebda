// What one can do with a block: the menu of the handle, of Alt+Enter and of the toolbar on a phone.
import type { Editor } from "@tiptap/core";
import { TextSelection } from "@tiptap/pm/state";
import { t } from "../../../lib/words";
import { keyLabel } from "../ui/dom";
import type { Choice } from "../ui/listbox";
import { openMenu } from "../ui/popover";
import type { Tool } from "../ui/toolbar";
import type { Block } from "./blocks";
import { newId } from "./localIds";
import { keysOf, type Shortcut } from "./shortcuts";
import { asOneStep } from "./undo";
import { deleteUnit, duplicateUnit, moveUnit, stepTarget, type Unit, unitAt } from "./units";

interface Action extends Choice {
  run(): void;
}

export interface BlockMenu {
  editor: Editor;
  /** All blocks: those that can be turned into stand in the menu. */
  blocks: Block[];
  comment: Tool;
}

/** The unit at the selection: what a selected picture or table is, or what holds the caret. */
export function currentUnit(editor: Editor): Unit | null {
  const { selection, doc } = editor.state;
  const { $from } = selection;
  return "node" in selection && $from.nodeAfter?.isBlock && !$from.nodeAfter.isTextblock
    ? (unitAt(doc.resolve($from.pos + 1)) ?? { from: $from.pos, to: selection.to, nodes: [$from.nodeAfter] })
    : unitAt($from);
}

export function step(editor: Editor, unit: Unit | null, by: -1 | 1): boolean {
  const to = unit ? stepTarget(editor.state.doc, unit, by) : null;
  const tr = unit && to !== null ? moveUnit(editor.state, unit, to) : null;
  if (tr) asOneStep(editor, () => editor.view.dispatch(tr));
  return true; // the keys are ours, also where nothing moves
}

export function duplicate(editor: Editor, unit: Unit | null): boolean {
  if (unit) asOneStep(editor, () => editor.view.dispatch(duplicateUnit(editor.state, unit)));
  return unit !== null;
}

function erase(editor: Editor, unit: Unit): void {
  asOneStep(editor, () => editor.view.dispatch(deleteUnit(editor.state, unit)));
}

/** `button` is what the menu opens beside; the text has the focus again when it closes. */
export function openBlockMenu(menu: BlockMenu, unit: Unit, button: HTMLElement, onClose?: () => void): void {
  const { editor } = menu;
  openMenu(button, t("This block"), actions(menu, unit, button), {
    choose: ({ run }) => run(),
    returnFocus: () => editor.view.focus(),
    ...(onClose ? { onClose } : {}),
  });
}

function actions(menu: BlockMenu, unit: Unit, button: HTMLElement): Action[] {
  const { editor } = menu;
  const [node] = unit.nodes;
  if (!node) return [];
  const action = (id: string, title: string, icon: Action["icon"], run: () => void): Action => {
    const keys = keysOf(id);
    return { id, title, run, ...(icon ? { icon } : {}), ...(keys ? { hint: keyLabel(keys) } : {}) };
  };
  const words = node.isTextblock || node.type.name === "listItem";
  const focused = (act: () => unknown) => () => {
    act();
    editor.view.focus();
  };
  const can = (by: -1 | 1) => stepTarget(editor.state.doc, unit, by) !== null;
  return [
    ...(words ? [action("turn", t("Turn into"), "turn", () => turnInto(menu, unit, button))] : []),
    ...(can(-1)
      ? [
          action(
            "move-up",
            t("Move up"),
            "arrowUp",
            focused(() => step(editor, unit, -1)),
          ),
        ]
      : []),
    ...(can(1)
      ? [
          action(
            "move-down",
            t("Move down"),
            "arrowDown",
            focused(() => step(editor, unit, 1)),
          ),
        ]
      : []),
    action(
      "duplicate",
      t("Duplicate"),
      "copy",
      focused(() => duplicate(editor, unit)),
    ),
    ...("localId" in node.attrs
      ? [action("copy-link", t("Copy link to block"), "link", () => copyLink(editor, unit))]
      : []),
    ...(node.textContent.trim() ? [action("comment", t("Comment"), "comment", () => comment(menu, unit))] : []),
    action(
      "delete",
      t("Delete"),
      "trash",
      focused(() => erase(editor, unit)),
    ),
  ];
}

function selectText(editor: Editor, unit: Unit, whole: boolean): void {
  const { doc } = editor.state;
  const $from = TextSelection.near(doc.resolve(unit.from + 1)).$from;
  const to = whole ? unit.from + (unit.nodes[0]?.nodeSize ?? 2) - 1 : $from.end();
  const selection = TextSelection.between($from, doc.resolve(Math.max($from.pos, to)), -1);
  editor.view.dispatch(editor.state.tr.setSelection(selection));
}

function turnInto({ editor, blocks }: BlockMenu, unit: Unit, button: HTMLElement): void {
  selectText(editor, unit, false);
  const choices = blocks
    .filter((block) => block.turn)
    .map(({ group: _group, ...block }) => ({ ...block, selected: block.active?.(editor) ?? false }));
  openMenu(button, t("Turn into"), choices, {
    choose: (block) => {
      block.run(editor);
      editor.commands.setTextSelection(editor.state.selection.head);
    },
    returnFocus: () => editor.view.focus(),
  });
}

function comment({ editor, comment: tool }: BlockMenu, unit: Unit): void {
  selectText(editor, unit, true);
  tool.run(editor);
}

/** The address of a block in the page as it is read. A block that has no id yet gets one. */
function copyLink(editor: Editor, unit: Unit): void {
  const node = editor.state.doc.nodeAt(unit.from);
  if (!node) return;
  const id = String(node.attrs.localId || newId());
  if (!node.attrs.localId) editor.view.dispatch(editor.state.tr.setNodeAttribute(unit.from, "localId", id));
  const page = new URL(location.href);
  page.pathname = page.pathname.replace(/edit\/$/, "");
  page.search = "";
  page.hash = anchorOf(id);
  editor.view.focus();
  const say = (text: string, problem: boolean) =>
    editor.view.dom.dispatchEvent(
      new CustomEvent("cairn:toast", { bubbles: true, composed: true, detail: { text, problem } }),
    );
  writeClipboard(page.href).then(
    () => say(t("Link copied. Readers find the block once it is published."), false),
    () => say(page.href, true),
  );
}

/** The element id under which the reading view shows the block (`safe_id` in cairn/documents/html/tags.py). */
export function anchorOf(localId: string): string {
  return `b-${localId.replace(/[^\p{L}\p{N}_-]+/gu, "-")}`;
}

async function writeClipboard(words: string): Promise<void> {
  if (!navigator.clipboard) throw new Error("no clipboard without https");
  await navigator.clipboard.writeText(words);
}

export function blockShortcuts(): Shortcut[] {
  const row = (id: string, title: string, key: string, run?: Shortcut["run"]): Shortcut => ({
    id,
    group: "blocks",
    title,
    keys: [key],
    ...(run ? { run } : {}),
  });
  return [
    row("block-menu", t("All that can be done with the block"), "Alt-Enter", (editor) => {
      editor.view.dom.dispatchEvent(new CustomEvent("cairnblockmenu", { bubbles: true }));
      return true;
    }),
    row("move-up", t("Move the block up"), "Alt-Shift-ArrowUp", (editor) => step(editor, currentUnit(editor), -1)),
    row("move-down", t("Move the block down"), "Alt-Shift-ArrowDown", (editor) => step(editor, currentUnit(editor), 1)),
    row("duplicate", t("Duplicate the block"), "Mod-d", (editor) => duplicate(editor, currentUnit(editor))),
  ];
}
