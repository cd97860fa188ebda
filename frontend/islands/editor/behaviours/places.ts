// What only changes places changes places in Yjs too. Yjs has no move: something is taken out and put in again, and words
// that another person types into it meanwhile stay behind (carryOver.ts brings them after). So the fewest go, and not
// those that somebody has the caret in: two neighbours change places whichever of the two moves.
import type { Node as PmNode } from "@tiptap/pm/model";
import type { Transaction } from "@tiptap/pm/state";
import { type ProsemirrorBinding, updateYFragment } from "@tiptap/y-tiptap";
import type { Awareness } from "y-protocols/awareness";
import * as Y from "yjs";

export type Binding = Pick<ProsemirrorBinding, "mapping" | "doc" | "isOMark">;

/** As much text as may be written anew so that somebody's caret stays where it is. */
const BUSY = 20_000;
/** Beyond this many blocks side by side, comparing each with each takes too long. */
const MANY = 600;
const MOVES = "cairnMoves";

/** Says of a transaction that it changes the order of what is there. */
export function movesBlocks(tr: Transaction): Transaction {
  return tr.setMeta(MOVES, true);
}

export function isMove(tr: Transaction): boolean {
  return tr.getMeta(MOVES) === true;
}

interface Known {
  kid: Y.XmlElement;
  node: PmNode;
  /** Where it is to stand among its siblings. */
  to: number;
  weight: number;
}

/** Brings the children of `parent` into the order in which `node` has them, at every level, and leaves all else as it is. */
export function settlePlaces(binding: Binding, parent: Y.XmlFragment, node: PmNode, busy: Set<unknown>): void {
  if (node.inlineContent || node.childCount > MANY) return;
  const known = knownChildren(binding, parent, node, busy);
  const kept = heaviest(known);
  if (kept.size < known.length) reorder(binding, parent, known, kept);
  const kids = parent.toArray();
  if (kids.length !== node.childCount) return;
  for (const [index, kid] of kids.entries()) {
    const child = node.child(index);
    const changed = kid instanceof Y.XmlElement && binding.mapping.get(kid) !== child;
    if (changed && kid.nodeName === child.type.name) settlePlaces(binding, kid, child, busy);
  }
}

function knownChildren(binding: Binding, parent: Y.XmlFragment, node: PmNode, busy: Set<unknown>): Known[] {
  const places = new Map<unknown, number>(node.children.map((child, index) => [child, index]));
  return parent.toArray().flatMap((kid) => {
    const mapped = binding.mapping.get(kid);
    const to = places.get(mapped);
    if (to === undefined || !(kid instanceof Y.XmlElement)) return [];
    const child = node.child(to);
    return [{ kid, node: child, to, weight: child.nodeSize + (busy.has(kid) ? BUSY : 0) }];
  });
}

/** The heaviest of those that stand in the right order to each other already. */
function heaviest(known: Known[]): Set<Known> {
  const best: { sum: number; before: number }[] = [];
  for (const [index, { to, weight }] of known.entries()) {
    let [sum, before] = [0, -1];
    for (let other = 0; other < index; other += 1) {
      const one = best[other];
      if (one && (known[other]?.to ?? to) < to && one.sum > sum) [sum, before] = [one.sum, other];
    }
    best.push({ sum: sum + weight, before });
  }
  const kept = new Set<Known>();
  let at = best.reduce((top, one, index) => (one.sum > (best[top]?.sum ?? -1) ? index : top), 0);
  while (at >= 0 && known[at]) {
    kept.add(known[at] as Known);
    at = best[at]?.before ?? -1;
  }
  return kept;
}

function reorder(binding: Binding, parent: Y.XmlFragment, known: Known[], kept: Set<Known>): void {
  const index = (kid: Y.XmlElement) => parent.toArray().indexOf(kid);
  const first = known.find((one) => kept.has(one));
  for (const one of known.filter((each) => !kept.has(each))) {
    binding.mapping.delete(one.kid);
    parent.delete(index(one.kid), 1);
  }
  let previous: Y.XmlElement | null = null;
  for (const one of [...known].sort((left, right) => left.to - right.to)) {
    if (!kept.has(one)) {
      const at = previous ? index(previous) + 1 : first ? index(first.kid) : 0;
      one.kid = new Y.XmlElement(one.node.type.name);
      parent.insert(at, [one.kid]);
      updateYFragment(binding.doc, one.kid, one.node, binding as never);
    }
    previous = one.kid;
  }
}

/** Everything that holds somebody else's caret. */
export function busyPlaces(doc: Y.Doc, awareness: Awareness | null): Set<unknown> {
  const busy = new Set<unknown>();
  for (const [client, state] of awareness?.getStates() ?? []) {
    const head = client === doc.clientID ? null : (state.cursor as { head?: unknown } | null)?.head;
    if (!head) continue;
    const place = Y.createAbsolutePositionFromRelativePosition(Y.createRelativePositionFromJSON(head), doc);
    for (let type: Y.AbstractType<unknown> | null = place?.type ?? null; type; type = type.parent as typeof type) {
      busy.add(type);
    }
  }
  return busy;
}
