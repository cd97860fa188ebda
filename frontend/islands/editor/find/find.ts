// Find and replace: marks matches without touching the document, goes from one to the next, replaces as one step.
import { type Editor, Extension } from "@tiptap/core";
import type { Node as PmNode } from "@tiptap/pm/model";
import { type EditorState, Plugin, PluginKey, TextSelection, type Transaction } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import { yUndoPluginKey } from "@tiptap/y-tiptap";
import { FindBar } from "./bar";
import { findAll, type Match, nextFrom, type Query, replacementFor } from "./search";

export interface Found {
  query: Query | null;
  matches: Match[];
  /** Index of the match that is gone to; −1 before any. */
  current: number;
}

interface State extends Found {
  marked: DecorationSet;
  seen: WeakMap<PmNode, Match[]>;
}

type Change = { query: Query | null; from?: number } | { current: number };

const key = new PluginKey<State>("find");
const NONE: State = { query: null, matches: [], current: -1, marked: DecorationSet.empty, seen: new WeakMap() };
const CLOSED = ".expand[data-closed]";
const MARKED = 1_500; // matches around the current one that are painted at a time

export const Find = Extension.create({
  name: "find",
  priority: 1050,
  addStorage: () => ({ bar: null as FindBar | null }),
  addProseMirrorPlugins() {
    return [
      new Plugin<State>({
        key,
        state: { init: () => NONE, apply: (tr, was, _before, now) => next(tr, was, now) },
        props: { decorations: (state) => key.getState(state)?.marked },
      }),
    ];
  },
  onTransaction({ transaction }) {
    if (transaction.docChanged || transaction.getMeta(key)) this.storage.bar?.update();
  },
  onDestroy() {
    this.storage.bar?.destroy();
  },
  addKeyboardShortcuts() {
    const open = (replace: boolean) => () => openFind(this.editor, replace);
    return {
      "Mod-f": open(false),
      "Mod-Alt-f": open(true),
      "Mod-h": open(true),
      F3: () => Boolean(foundIn(this.editor).query) && goTo(this.editor, 1),
      "Mod-g": () => Boolean(foundIn(this.editor).query) && goTo(this.editor, 1),
      "Shift-F3": () => Boolean(foundIn(this.editor).query) && goTo(this.editor, -1),
      "Mod-Shift-g": () => Boolean(foundIn(this.editor).query) && goTo(this.editor, -1),
    };
  },
});

function next(tr: Transaction, was: State, now: EditorState): State {
  const change = tr.getMeta(key) as Change | undefined;
  if (!change && !(tr.docChanged && was.query)) return was;
  if (change && "current" in change) return paint(now, { ...was, current: change.current });
  const query = change ? change.query : was.query;
  if (!query) return NONE;
  const seen = change ? new WeakMap<PmNode, Match[]>() : was.seen;
  const matches = findAll(now.doc, query, seen);
  const at = change?.from ?? tr.mapping.map(was.matches[was.current]?.from ?? 0);
  const current = change || was.current >= 0 ? nextFrom(matches, at) : -1;
  return paint(now, { ...was, query, matches, current, seen });
}

function paint(state: EditorState, found: State): State {
  const first = Math.max(0, Math.min(found.current, found.matches.length) - MARKED / 2);
  const marks = found.matches.slice(first, first + MARKED).map(({ from, to }, index) => {
    const name = first + index === found.current ? "ed-match is-current" : "ed-match";
    return Decoration.inline(from, to, { class: name });
  });
  return { ...found, marked: DecorationSet.create(state.doc, marks) };
}

/** Opens the bar, with the fields for replacing or without. */
export function openFind(editor: Editor, replace: boolean): true {
  const storage = (editor.storage as unknown as { find: { bar: FindBar | null } }).find;
  storage.bar ??= new FindBar(editor);
  storage.bar.open(replace && editor.isEditable);
  return true;
}

export function foundIn(editor: Editor): Found {
  return key.getState(editor.state) ?? NONE;
}

/** Looks for other words, from where the caret is; null ends the search. */
export function look(editor: Editor, query: Query | null, from = editor.state.selection.from): void {
  editor.view.dispatch(editor.state.tr.setMeta(key, { query, from }).setMeta("addToHistory", false));
  show(editor);
}

/** To the next match or the one before it, around the end. */
export function goTo(editor: Editor, by: 1 | -1): boolean {
  const { matches, current } = foundIn(editor);
  if (!matches.length) return true;
  const index = current < 0 ? 0 : (current + by + matches.length) % matches.length;
  editor.view.dispatch(editor.state.tr.setMeta(key, { current: index }).setMeta("addToHistory", false));
  show(editor);
  return true;
}

/** Opens what hides the current match and scrolls to it; the selection stays where it is until the search ends. */
function show(editor: Editor): void {
  const { matches, current } = foundIn(editor);
  const match = matches[current];
  if (!match) return;
  requestAnimationFrame(() => {
    if (editor.isDestroyed) return;
    const shown = editor.view.dom.querySelector(".ed-match.is-current");
    for (let at = shown?.closest(CLOSED); at; at = at.parentElement?.closest(CLOSED)) {
      at.querySelector<HTMLElement>(":scope > .expand-head > .expand-toggle")?.click();
    }
    shown?.scrollIntoView({ block: "center", inline: "nearest" });
  });
}

/** The text again, with the current match selected. */
export function leave(editor: Editor): void {
  const { matches, current } = foundIn(editor);
  const match = matches[current];
  const { tr } = editor.state;
  if (match) tr.setSelection(TextSelection.create(tr.doc, match.from, match.to));
  editor.view.dispatch(tr.setMeta(key, { query: null }).setMeta("addToHistory", false));
  editor.view.focus();
}

/** Replaces the current match and goes to the next. */
export function replaceOne(editor: Editor, replacement: string): boolean {
  const { matches, current, query } = foundIn(editor);
  const match = matches[current];
  if (!match || !query || !editor.isEditable) return false;
  const { tr } = editor.state;
  const end = put(tr, match, query, replacement);
  editor.view.dispatch(tr);
  look(editor, query, end);
  return true;
}

/** Replaces every match in one step of the history; returns how many. */
export function replaceAll(editor: Editor, replacement: string): number {
  const { matches, query } = foundIn(editor);
  if (!matches.length || !query || !editor.isEditable) return 0;
  const history = yUndoPluginKey.getState(editor.state)?.undoManager;
  history?.stopCapturing();
  const { tr } = editor.state;
  for (const match of [...matches].reverse()) put(tr, match, query, replacement);
  editor.view.dispatch(tr);
  history?.stopCapturing();
  return matches.length;
}

/** The new words carry the marks of the first sign they replace. Returns where they end. */
function put(tr: Transaction, { from, to }: Match, query: Query, replacement: string): number {
  const found = tr.doc.textBetween(from, to, "", "\ufffc");
  const words = replacementFor(found, query, replacement);
  if (words === found) return to;
  if (!words) tr.delete(from, to);
  else {
    const marks = tr.doc.resolve(from + 1).marks();
    tr.replaceWith(from, to, tr.doc.type.schema.text(words, marks));
  }
  return from + words.length;
}
