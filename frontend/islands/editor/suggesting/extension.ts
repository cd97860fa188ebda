// Suggesting: while it is on, every change of this person's becomes a suggestion before it reaches the text.
import { type Editor, Extension } from "@tiptap/core";
import type { Node as PmNode } from "@tiptap/pm/model";
import { type EditorState, Plugin, PluginKey, TextSelection, type Transaction } from "@tiptap/pm/state";
import { ReplaceStep } from "@tiptap/pm/transform";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import { ySyncPluginKey } from "@tiptap/y-tiptap";
import { t } from "../../../lib/words";
import { announce } from "../ui/announce";
import { plainSlice } from "./clean";
import { type Piece, piecesIn, type Suggestion, suggestionsIn } from "./found";
import { hueOfPerson, SPLIT } from "./stamp";
import { asSuggestion, SUGGESTED } from "./transform";

export interface Suggesting {
  /** Whether her changes are suggestions. */
  on: boolean;
  pieces: Piece[];
  /** The suggestion that is looked at. */
  current: string | null;
  /** The last thing done here was writing, not looking. */
  writing: boolean;
  decorations: DecorationSet;
}

interface Change {
  on?: boolean;
  current?: string | null;
}

export const suggestingKey = new PluginKey<Suggesting>("suggesting");

export const suggesting = (state: EditorState) => suggestingKey.getState(state);

export function setSuggesting(editor: Editor, change: Change): void {
  editor.view.dispatch(editor.state.tr.setMeta(suggestingKey, change));
}

export function openSuggestions(editor: Editor): Suggestion[] {
  return suggestionsIn(suggesting(editor.state)?.pieces ?? []);
}

interface Options {
  user: string;
  only: boolean;
}

export const SuggestChanges = Extension.create<Options>({
  name: "suggestChanges",
  priority: 1000,
  addOptions: () => ({ user: "", only: false }),
  dispatchTransaction({ transaction, next }) {
    const { editor } = this;
    const on = suggesting(editor.state)?.on === true;
    if (!isHers(transaction)) return next(transaction);
    if (!on) return next(freeOfStrikes(transaction, editor.state));
    // What the editor puts in order by itself is nobody's suggestion: somebody who may edit does it.
    if (transaction.getMeta("addToHistory") === false) return;
    const suggestion = attempt(transaction, editor.state, this.options.user);
    if (suggestion) next(suggestion);
    else refuse(editor);
  },
  addProseMirrorPlugins() {
    return [plugin(this.options)];
  },
});

/** A change of the text made here, not one that came over the wire, and no undo. */
function isHers(tr: Transaction): boolean {
  return tr.docChanged && !tr.getMeta(ySyncPluginKey) && !tr.getMeta(SUGGESTED);
}

function attempt(tr: Transaction, state: EditorState, user: string): Transaction | null {
  try {
    return asSuggestion(tr, state, user);
  } catch (error) {
    // A shape nobody has thought of is refused like any other that can't be suggested.
    console.warn("This change could not be suggested", error);
    return null;
  }
}

function refuse(editor: Editor): void {
  const text = t("This change can't be suggested. Say it in a comment, or ask somebody who edits the page.");
  announce(text);
  const detail = { text, problem: true };
  editor.view.dom.dispatchEvent(new CustomEvent("cairn:toast", { bubbles: true, composed: true, detail }));
}

/** Words typed by somebody who edits, in the middle of struck ones, are not struck. */
function freeOfStrikes(tr: Transaction, state: EditorState): Transaction {
  const { deletion, modification } = state.schema.marks;
  tr.steps.forEach((step, at) => {
    if (!(step instanceof ReplaceStep) || step.from !== step.to) return;
    const words = step.slice.content.content;
    if (words.length !== 1 || !words[0]?.isText || !words[0].marks.some((mark) => mark.type === deletion)) return;
    const map = tr.mapping.slice(at + 1);
    const [from, to] = [map.map(step.from), map.map(step.from + step.slice.size)];
    if (deletion) tr.removeMark(from, to, deletion);
    if (modification) tr.removeMark(from, to, modification);
  });
  return tr;
}

function plugin({ only }: Options): Plugin<Suggesting> {
  return new Plugin<Suggesting>({
    key: suggestingKey,
    state: {
      init: (_config, state) =>
        build(state.doc, { on: only || location.hash === "#suggesting", pieces: [], current: null, writing: false }),
      apply: (tr, value) => {
        const change = tr.getMeta(suggestingKey) as Change | undefined;
        const here = tr.docChanged && !tr.getMeta(ySyncPluginKey);
        const writing = here || (value.writing && !(tr.selectionSet && !tr.docChanged));
        if (!tr.docChanged && !change && writing === value.writing) return value;
        const next = { ...value, ...change, writing, on: only || (change?.on ?? value.on) };
        return tr.docChanged || change ? build(tr.doc, next) : next;
      },
    },
    // Whatever else would change the text while she suggests (ids, repairs) stays undone.
    filterTransaction: (tr, state) => !suggesting(state)?.on || !isHers(tr),
    props: {
      decorations: (state) => suggesting(state)?.decorations,
      transformCopied: plainSlice,
      transformPasted: (slice, view) => (view.dragging?.move ? slice : plainSlice(slice)),
      attributes: (state): Record<string, string> => (suggesting(state)?.on ? { "data-suggesting": "" } : {}),
    },
  });
}

function build(doc: PmNode, value: Omit<Suggesting, "decorations" | "pieces"> & { pieces: Piece[] }): Suggesting {
  const pieces = piecesIn(doc);
  if (pieces.length === 0) return { ...value, pieces, decorations: DecorationSet.empty };
  const found: Decoration[] = [];
  for (const piece of pieces) {
    const here = piece.stamp.id === value.current;
    if (piece.block) found.push(Decoration.node(piece.from, piece.to, blockLook(piece, here)));
    else if (here) found.push(Decoration.inline(piece.from, piece.to, { class: "sg-current" }));
    if (!piece.block && piece.kind === "insertion") found.push(...cuts(piece));
  }
  return { ...value, pieces, decorations: DecorationSet.create(doc, found) };
}

function blockLook(piece: Piece, here: boolean): Record<string, string> {
  return {
    class: `sg-block sg-${piece.kind}${here ? " sg-current" : ""}`,
    "data-suggestion": piece.stamp.id,
    "data-hue": hueOfPerson(piece.stamp.user),
    ...(piece.detail ? { "data-becomes": piece.detail } : {}),
  };
}

/** A new paragraph that is only suggested is drawn as a line's end. */
function cuts(piece: Piece): Decoration[] {
  const found: Decoration[] = [];
  [...piece.words].forEach((letter, at) => {
    if (letter !== SPLIT) return;
    const pos = piece.from + at;
    found.push(Decoration.inline(pos, pos + 1, { class: "sg-cut" }));
    found.push(Decoration.widget(pos + 1, () => document.createElement("br"), { side: -1, key: `cut-${at}` }));
  });
  return found;
}

/** Puts the caret on a suggestion and shows it. */
export function goTo(editor: Editor, suggestion: Suggestion): void {
  const [first] = suggestion.pieces;
  if (!first) return;
  const { tr } = editor.state;
  tr.setSelection(TextSelection.near(tr.doc.resolve(first.block ? first.from + 1 : first.from)));
  editor.view.dispatch(tr.setMeta(suggestingKey, { current: suggestion.id }).scrollIntoView());
}
