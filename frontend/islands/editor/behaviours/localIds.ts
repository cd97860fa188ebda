// Gives action items and decisions the localId that ADF and the server's registries want: new ones to new items,
// the same one after cut and paste, a fresh one for a copy. The name of a section (`section-KEY` on its heading) stays
// with the first heading that has it, also when that is cut in two.
import { Extension } from "@tiptap/core";
import { Fragment, type Node as PmNode, Slice } from "@tiptap/pm/model";
import { Plugin, type Transaction } from "@tiptap/pm/state";
import { ySyncPluginKey } from "@tiptap/y-tiptap";
import { NEED_LOCAL_ID } from "../schema/spec";

export const LocalIds = Extension.create({
  name: "localIds",
  addProseMirrorPlugins() {
    return [
      new Plugin({
        appendTransaction: (transactions, _old, state) => {
          const own = transactions.filter((tr) => tr.docChanged && !tr.getMeta(ySyncPluginKey));
          if (own.length === 0) return null;
          const tr = state.tr;
          const ranges = changedRanges(own);
          for (const [from, to] of ranges) fillIn(state.doc, from, to, tr);
          if (ranges.some(([from, to]) => touchesSection(state.doc, from, to))) keepFirst(state.doc, tr);
          // Part of the edit that it follows, so that one undo takes both back.
          return tr.docChanged ? tr : null;
        },
        props: {
          transformPasted: (slice, view) => {
            if (view.dragging?.move) return slice;
            return new Slice(renew(slice.content, idsIn(view.state.doc)), slice.openStart, slice.openEnd);
          },
        },
      }),
    ];
  },
});

function changedRanges(transactions: readonly Transaction[]): [number, number][] {
  const ranges: [number, number][] = [];
  transactions.forEach((tr, index) => {
    tr.mapping.maps.forEach((map, step) => {
      map.forEach((_oldFrom, _oldTo, from, to) => {
        let [start, end] = [tr.mapping.slice(step + 1).map(from, -1), tr.mapping.slice(step + 1).map(to)];
        for (const later of transactions.slice(index + 1)) {
          [start, end] = [later.mapping.map(start, -1), later.mapping.map(end)];
        }
        ranges.push([start, end]);
      });
    });
  });
  return ranges;
}

function fillIn(doc: PmNode, from: number, to: number, tr: Transaction): void {
  const end = Math.min(doc.content.size, to + 1);
  doc.nodesBetween(Math.max(0, from - 1), Math.max(end, 0), (node, pos) => {
    if (NEED_LOCAL_ID.has(node.type.name) && !node.attrs.localId && !tr.doc.nodeAt(pos)?.attrs.localId) {
      tr.setNodeAttribute(pos, "localId", newId());
    }
    return !node.isTextblock;
  });
}

const sectionOf = (node: PmNode): string | null =>
  node.type.name === "heading" && String(node.attrs.localId ?? "").startsWith("section-") ? node.attrs.localId : null;

function touchesSection(doc: PmNode, from: number, to: number): boolean {
  let found = false;
  doc.nodesBetween(Math.max(0, from - 1), Math.min(doc.content.size, to + 1), (node) => {
    found ||= sectionOf(node) !== null;
    return !found && !node.isTextblock;
  });
  return found;
}

/** A second heading of the same name has been split off the first, or came back beside it: it loses the name. */
function keepFirst(doc: PmNode, tr: Transaction): void {
  const taken = new Set<string>();
  doc.descendants((node, pos) => {
    const name = sectionOf(node);
    if (name && taken.has(name)) tr.setNodeAttribute(pos, "localId", null);
    if (name) taken.add(name);
    return !node.isTextblock;
  });
}

function idsIn(doc: PmNode): Set<string> {
  const ids = new Set<string>();
  doc.descendants((node) => {
    if (node.attrs.localId) ids.add(node.attrs.localId as string);
    return !node.isTextblock;
  });
  return ids;
}

function renew(content: Fragment, taken: Set<string>): Fragment {
  const nodes: PmNode[] = [];
  content.forEach((node) => {
    if (node.isText) {
      nodes.push(node);
      return;
    }
    const copied = node.attrs.localId && taken.has(node.attrs.localId as string);
    const attrs = copied ? { ...node.attrs, localId: null } : node.attrs;
    nodes.push(node.type.create(attrs, renew(node.content, taken), node.marks));
  });
  return Fragment.from(nodes);
}

export function newId(): string {
  return crypto.randomUUID?.() ?? `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;
}
