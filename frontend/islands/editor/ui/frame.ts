// The frame around the text: the bar above, the line below, the help.
import type { Editor } from "@tiptap/core";
import type { LiveStatus } from "../../../lib/live";
import { fill, t } from "../../../lib/words";
import type { Block } from "../behaviours/blocks";
import { editLink } from "../behaviours/links";
import { countWords } from "../behaviours/recognise";
import { announce } from "./announce";
import { h, keyLabel } from "./dom";
import { icon } from "./icons";
import { buildBar, markTools, type Tool, turnInto } from "./toolbar";

export interface Frame {
  bar: HTMLElement;
  foot: HTMLElement;
  update(): void;
  showStatus(status: LiveStatus): void;
}

const byId = (all: Block[], ids: string[]): Tool[] =>
  ids.flatMap((id) => {
    const block = all.find((candidate) => candidate.id === id);
    if (!block) return [];
    const { title, icon: iconName, run, active } = block;
    return [{ id, title, icon: iconName, run, ...(active ? { active } : {}) }];
  });

export function buildFrame(editor: Editor, all: Block[]): Frame {
  const turn = turnInto(editor, all);
  const state = h("span", { class: "ed-state" });
  const link: Tool = { id: "link", title: t("Link"), icon: "link", keys: "Mod-k", run: editLink };
  const history: Tool[] = [
    {
      id: "undo",
      title: t("Undo your last change"),
      icon: "undo",
      keys: "Mod-z",
      run: (e) => void e.chain().focus().undo().run(),
      enabled: (e) => e.can().undo(),
    },
    {
      id: "redo",
      title: t("Redo"),
      icon: "redo",
      keys: "Mod-Shift-z",
      run: (e) => void e.chain().focus().redo().run(),
      enabled: (e) => e.can().redo(),
    },
  ];
  const insert: Tool = {
    id: "insert",
    title: t("Insert a block"),
    icon: "plus",
    keys: "/",
    run: openSlash,
  };
  const bar = buildBar(editor, t("Formatting"), [
    [insert],
    turn.element,
    markTools(),
    byId(all, ["bulletList", "orderedList", "taskItem", "decisionItem"]),
    [link, ...byId(all, ["mention", "table"])],
    history,
  ]);
  const words = h("span", { class: "ed-words" });
  const help = h("button", { type: "button", class: "ed-tool", "aria-label": t("Keyboard help") }, icon("keyboard"));
  help.addEventListener("click", () => openHelp(help));
  return {
    bar: h("div", { class: "ed-head" }, bar.element, state),
    foot: h("div", { class: "ed-foot" }, words, help),
    update: () => {
      turn.update();
      bar.update();
      const count = countWords(editor.state.doc.textBetween(0, editor.state.doc.content.size, " ", " "));
      words.textContent = count === 1 ? t("1 word") : fill(t("{n} words"), { n: count });
    },
    showStatus: (status) => {
      // Heard only when it matters: "Saving" and "Saved" at every pause would talk over the text.
      const trouble = (name?: string) => name === "offline" || name === "refused";
      if (trouble(status.state) || trouble(state.dataset.state)) announce(status.message);
      state.textContent = status.message;
      state.dataset.state = status.state;
    },
  };
}

function openSlash(editor: Editor): void {
  const { $from } = editor.state.selection;
  const before = $from.parent.textBetween(0, $from.parentOffset, " ", " ");
  const space = before && !before.endsWith(" ") ? " " : "";
  editor.chain().focus().insertContent(`${space}/`).run();
}

function openHelp(opener: HTMLElement): void {
  const rows: [string, string][] = [
    ["/", t("Insert a block")],
    ["@", t("Mention a person")],
    ["//", t("Insert a date")],
    ["[] ", t("Action item: first person is the assignee, first date is the due date")],
    ["<> ", t("Decision")],
    ["# ## ###", t("Headings")],
    ["- 1. >", t("List, numbered list, quote")],
    ["``` ---", t("Code block, divider")],
    ["**b** *i* ~~s~~ `c`", t("Bold, italic, struck through, code")],
    [keyLabel("Mod-k"), t("Link the selected words")],
    [keyLabel("Mod-Alt-m"), t("Comment on the selected words")],
    [keyLabel("Mod-Alt-1"), t("Heading 1 (0 is plain text)")],
    [`Tab ${keyLabel("Shift-Tab")}`, t("Move a list item in or out")],
    [keyLabel("Mod-Enter"), t("Leave a code block")],
    [keyLabel("Alt-F10"), t("To the toolbar; Esc returns to the text")],
    [keyLabel("Mod-z"), t("Undo: only your own changes")],
  ];
  const list = h("dl", { class: "ed-keys" });
  for (const [keys, words] of rows) list.append(h("dt", {}, h("kbd", {}, keys.trim())), h("dd", {}, words));
  const close = h("button", { type: "button", class: "ed-tool", "aria-label": t("Close") }, icon("close"));
  const dialog = h(
    "dialog",
    { class: "ed-help", "aria-label": t("Keyboard help") },
    h("header", {}, h("h2", {}, t("Writing with the keyboard")), close),
    list,
  );
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => {
    dialog.remove();
    opener.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
}
