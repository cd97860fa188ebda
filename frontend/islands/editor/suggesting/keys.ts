// The keyboard's way through suggestions.
import type { Editor } from "@tiptap/core";
import { t } from "../../../lib/words";
import type { Shortcut } from "../behaviours/shortcuts";
import { announce } from "../ui/announce";
import { goTo, openSuggestions, suggesting } from "./extension";
import type { Suggestion } from "./found";
import { mayRule, panel, rule } from "./ruling";
import { switchTo } from "./switch";

export function suggestionShortcuts(): Shortcut[] {
  const row = (id: string, title: string, keys: string, run: NonNullable<Shortcut["run"]>): Shortcut => ({
    id,
    group: "suggestions",
    title,
    keys: [keys],
    run,
  });
  return [
    row("suggest-mode", t("Suggest instead of edit, and back"), "Alt-Shift-s", toggle),
    row("suggest-next", t("Next suggestion"), "Alt-Shift-n", (editor) => step(editor, 1)),
    row("suggest-previous", t("Previous suggestion"), "Alt-Shift-p", (editor) => step(editor, -1)),
    row("suggest-accept", t("Accept the suggestion at the caret"), "Alt-Shift-a", (editor) =>
      decide(editor, "acceptance"),
    ),
    row("suggest-reject", t("Reject it, or take back your own"), "Alt-Shift-r", (editor) =>
      decide(editor, "rejection"),
    ),
  ];
}

function toggle(editor: Editor): boolean {
  if (!panel()) return false;
  switchTo(editor, !suggesting(editor.state)?.on);
  return true;
}

function step(editor: Editor, by: number): boolean {
  const all = openSuggestions(editor);
  if (all.length === 0) {
    announce(t("There are no open suggestions."));
    return true;
  }
  const { from } = editor.state.selection;
  const start = (one: Suggestion) => one.pieces[0]?.from ?? 0;
  const now = all.findIndex((one) => one.id === at(editor)?.id);
  const after = all.findIndex((one) => start(one) > from);
  const before = all.length - 1 - [...all].reverse().findIndex((one) => start(one) < from);
  const next = now >= 0 ? now + by : by > 0 ? after : before < all.length ? before : -1;
  const one = all[(next + all.length) % all.length];
  if (one) goTo(editor, one);
  return true;
}

/** The suggestion that the caret is on. */
function at(editor: Editor): Suggestion | undefined {
  const value = suggesting(editor.state);
  const { from } = editor.state.selection;
  const here = value?.pieces.filter((piece) => piece.from <= from && from <= piece.to) ?? [];
  const found = here.find((piece) => piece.stamp.id === value?.current) ?? here[0];
  return openSuggestions(editor).find((one) => one.id === found?.stamp.id);
}

function decide(editor: Editor, outcome: "acceptance" | "rejection"): boolean {
  const one = at(editor);
  if (!one) announce(t("There is no suggestion at the caret."));
  else if (outcome === "rejection" || mayRule()) void rule(editor, outcome, { id: one.id });
  else announce(t("Only people who may edit this page accept suggestions."));
  return true;
}
