// Suggested formatting: the words keep theirs, and carry what it shall become.
import type { Mark, Node as PmNode } from "@tiptap/pm/model";
import { AddMarkStep, type RemoveMarkStep } from "@tiptap/pm/transform";
import { isSuggestionMark } from "./stamp";
import type { SuggestionWriter } from "./writer";

const NOT_FORMATTING = new Set(["annotation"]);

export function suggestMarks(to: SuggestionWriter, steps: (AddMarkStep | RemoveMarkStep)[]): boolean {
  let done = false;
  for (const step of steps) {
    if (isSuggestionMark(step.mark) || NOT_FORMATTING.has(step.mark.type.name)) continue;
    to.before.nodesBetween(step.from, step.to, (node, pos) => {
      if (!node.isText) return;
      const [from, end] = [Math.max(pos, step.from), Math.min(pos + node.nodeSize, step.to)];
      const own = to.isOwn(node) || to.ownDepth(to.before.resolve(pos)) > 0;
      if (own && step instanceof AddMarkStep) to.out.addMark(from, end, step.mark);
      else if (own) to.out.removeMark(from, end, step.mark);
      else propose(to, node, from, end, step);
      done = true;
    });
  }
  return done;
}

/** Asked for twice it is taken back: the second Ctrl+B is meant so. */
function propose(
  to: SuggestionWriter,
  node: PmNode,
  from: number,
  end: number,
  step: AddMarkStep | RemoveMarkStep,
): void {
  const type = to.out.doc.type.schema.marks.modification;
  if (!type) return;
  const adds = step instanceof AddMarkStep;
  const add = adds ? JSON.stringify(json(step.mark)) : null;
  const remove = adds ? null : step.mark.type.name;
  const mine = node.marks.filter((mark) => mark.type === type && mark.attrs.user === to.user);
  const same = mine.find((mark) => about(mark) === step.mark.type.name);
  if (same) to.out.removeMark(from, end, same);
  if (same && same.attrs.add === add && same.attrs.remove === remove) return;
  const carries = node.marks.some((mark) => mark.eq(step.mark));
  if (adds === carries) return;
  to.out.addMark(from, end, type.create({ ...to.stamp(), add, remove }));
}

function json(mark: Mark): { type: string; attrs?: Record<string, unknown> } {
  const attrs = Object.fromEntries(Object.entries(mark.attrs).filter(([, value]) => value !== null));
  return Object.keys(attrs).length ? { type: mark.type.name, attrs } : { type: mark.type.name };
}

/** Which kind of mark a suggestion is about. */
function about(mark: Mark): string {
  if (mark.attrs.remove) return String(mark.attrs.remove);
  return /"type":"(\w+)"/.exec(String(mark.attrs.add))?.[1] ?? "";
}
