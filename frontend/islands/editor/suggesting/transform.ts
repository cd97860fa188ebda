// A change of the text as a suggestion of one: what would go stays and is struck, what comes is marked as coming.
import { ChangeSet } from "@tiptap/pm/changeset";
import type { Node as PmNode } from "@tiptap/pm/model";
import { type EditorState, Selection, TextSelection, type Transaction } from "@tiptap/pm/state";
import { AddMarkStep, AttrStep, RemoveMarkStep, ReplaceAroundStep, type Step } from "@tiptap/pm/transform";
import { suggestMarks } from "./formatting";
import { suggestMarkup } from "./markup";
import { replaceBlocks, suggestRange } from "./ranges";
import { plainMarks } from "./stamp";
import { SuggestionWriter } from "./writer";

export const SUGGESTED = "suggesting$"; // the meta of transactions that hold nothing but suggestions

/** The same change as suggestions; null where it is of a kind that can't be suggested. */
export function asSuggestion(tr: Transaction, state: EditorState, user: string): Transaction | null {
  const out = state.tr;
  const to = new SuggestionWriter(out, state.doc, user);
  if (!write(to, tr)) return null;
  place(to, tr, state);
  if (tr.storedMarksSet) out.setStoredMarks(plainMarks(tr.storedMarks ?? []));
  if (tr.scrolledIntoView) out.scrollIntoView();
  return out.setMeta(SUGGESTED, true);
}

function write(to: SuggestionWriter, tr: Transaction): boolean {
  const { steps } = tr;
  if (steps.every(isMarkStep)) return suggestMarks(to, steps as (AddMarkStep | RemoveMarkStep)[]);
  if (steps.every(isMarkup)) return suggestMarkup(to, steps as (AttrStep | ReplaceAroundStep)[]);
  if (steps.some((step) => step instanceof AttrStep)) return false;
  return replaceAll(to, tr);
}

const isMarkStep = (step: Step) => step instanceof AddMarkStep || step instanceof RemoveMarkStep;
const isMarkup = (step: Step) =>
  step instanceof AttrStep ||
  (step instanceof ReplaceAroundStep &&
    step.insert === 1 &&
    step.slice.size === 2 &&
    step.gapFrom === step.from + 1 &&
    step.gapTo === step.to - 1);

function replaceAll(to: SuggestionWriter, tr: Transaction): boolean {
  const { changes } = ChangeSet.create(to.before).addSteps(tr.doc, tr.mapping.maps, null);
  if (inOwnBlocks(to, tr, changes)) return true;
  const fine = [...changes].reverse().every(({ fromA, toA, fromB, toB }) => {
    return suggestRange(to, fromA, toA, tr.doc.slice(fromB, toB));
  });
  if (fine) return changes.length > 0 || tr.docChanged;
  const [first, last] = [changes[0], changes[changes.length - 1]];
  if (!first || !last) return false;
  // Started anew: what the fine ones have written is not wanted then.
  const again = new SuggestionWriter(to.out, to.before, to.user);
  undo(to.out);
  const done = replaceBlocks(again, tr.doc, [first.fromA, last.toA], [first.fromB, last.toB]);
  to.caret = again.caret;
  return done;
}

/** Everything happens in blocks that she has suggested herself: they are hers to change, whatever the change. */
function inOwnBlocks(
  to: SuggestionWriter,
  tr: Transaction,
  changes: readonly { fromA: number; toA: number }[],
): boolean {
  const own: [number, number][] = [];
  for (const { fromA, toA } of changes) {
    const block = to.ownBlock(fromA, toA);
    if (!block) return false;
    own.push(block);
  }
  if (own.length === 0) return false;
  for (const step of tr.steps) to.out.step(step);
  const now = own.map(([from, end]) => [to.out.mapping.map(from, -1), to.out.mapping.map(end, 1)] as const);
  // What breaks out of them cuts what holds them, and that is not hers.
  const whole = now.every(([from, end]) => to.out.doc.resolve(from).sameParent(to.out.doc.resolve(end)));
  if (whole) for (const [from, end] of now) to.keepOwn(from, end);
  else undo(to.out);
  return whole;
}

function undo(out: Transaction): void {
  for (let at = out.steps.length - 1; at >= 0; at -= 1) {
    const [step, doc] = [out.steps[at], out.docs[at]];
    if (step && doc) out.step(step.invert(doc));
  }
}

function place(to: SuggestionWriter, tr: Transaction, state: EditorState): void {
  const { out } = to;
  if (out.doc.content.size === tr.doc.content.size) {
    // Nothing is struck that the command has taken away: the selection is where the command put it.
    out.setSelection(Selection.fromJSON(out.doc, tr.selection.toJSON()));
    return;
  }
  if (to.caret !== null) {
    out.setSelection(TextSelection.near(out.doc.resolve(Math.min(to.caret, out.doc.content.size))));
    return;
  }
  const before = state.selection;
  if (!tr.docChanged || !before.empty || !tr.selection.empty) {
    out.setSelection(mapped(to, tr, state));
    return;
  }
  // Backspace leaves the caret before what it struck, Delete behind it.
  const { fromA, toA } = range(to.before, tr) ?? { fromA: before.from, toA: before.from };
  const at = before.from >= toA ? out.mapping.map(fromA, -1) : out.mapping.map(toA, 1);
  out.setSelection(TextSelection.near(out.doc.resolve(at), before.from >= toA ? -1 : 1));
}

function range(before: PmNode, tr: Transaction): { fromA: number; toA: number } | null {
  const { changes } = ChangeSet.create(before).addSteps(tr.doc, tr.mapping.maps, null);
  return changes[0] ?? null;
}

/** Formatting leaves the selection as it was; a struck one collapses to its beginning. */
function mapped(to: SuggestionWriter, tr: Transaction, state: EditorState): Selection {
  if (tr.selection.empty) {
    const at = to.out.mapping.map(tr.mapping.invert().map(tr.selection.from, -1), -1);
    return TextSelection.near(to.out.doc.resolve(at));
  }
  const before = state.selection;
  return before.map(to.out.doc, to.out.mapping);
}
