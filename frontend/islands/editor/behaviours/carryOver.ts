// Words that one types into a block while somebody else moves it, or turns it into something else, go along with it.
//
// In Yjs both mean: the block is taken out, and a copy of it as the other person saw it is put in. What was typed here
// since went with the old one. The browser in which it was typed is the one that knows, at the moment the news arrives
// (also when it comes back from being offline): it looks for the copy and puts its own words into it, at their place.
import { Extension } from "@tiptap/core";
import { Fragment, type Node as PmNode } from "@tiptap/pm/model";
import { Plugin, TextSelection, type Transaction } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { ySyncPluginKey } from "@tiptap/y-tiptap";
import type { Awareness } from "y-protocols/awareness";
import * as Y from "yjs";
import { t } from "../../../lib/words";
import { SUGGESTED } from "../suggesting/transform";
import { announce } from "../ui/announce";
import { type Alignment, align, type Typed } from "./align";
import { type Binding, busyPlaces, isMove, settlePlaces } from "./places";

interface Live extends Binding {
  type: Y.XmlFragment;
  _prosemirrorChanged(doc: PmNode): void;
}

/** A block of text that somebody else took out, with words of ours in it. */
interface Lost {
  node: PmNode;
  typed: Typed[];
  /** Where in it the caret stood. */
  caret: number | null;
}

export interface CarryOverOptions {
  awareness: Awareness | null;
  /** Under which ids this browser has typed what others may not know yet. */
  own: (doc: Y.Doc) => Set<number>;
}

export const CarryOver = Extension.create<CarryOverOptions>({
  name: "carryOver",
  addOptions: () => ({ awareness: null, own: (doc) => new Set([doc.clientID]) }),
  addProseMirrorPlugins() {
    const { awareness, own } = this.options;
    let moves = false;
    return [
      new Plugin({
        appendTransaction: (transactions) => {
          moves ||= transactions.some(isMove);
          return null;
        },
        view: (view) => {
          const binding = (ySyncPluginKey.getState(view.state) as { binding?: Live } | undefined)?.binding;
          if (!binding) return {};
          const compare = binding._prosemirrorChanged.bind(binding);
          binding._prosemirrorChanged = (doc) =>
            binding.doc.transact(() => {
              if (moves) settlePlaces(binding, binding.type, doc, busyPlaces(binding.doc, awareness));
              moves = false;
              compare(doc);
            }, ySyncPluginKey);
          return { destroy: watch(view, binding, own) };
        },
      }),
    ];
  },
});

function watch(view: EditorView, binding: Live, own: CarryOverOptions["own"]): () => void {
  let lost: Lost[] = [];
  const look = (change: Y.Transaction) => {
    if (!change.local && change.deleteSet.clients.size) lost = gather(view, binding, change, own(binding.doc));
  };
  const mend = (change: Y.Transaction) => {
    if (!lost.length) return;
    const [blocks, copies] = [lost, comeWith(change)];
    lost = [];
    // After everybody has heard of the change: this is an edit of our own.
    queueMicrotask(() => !view.isDestroyed && carry(view, binding, blocks, copies));
  };
  binding.doc.on("beforeObserverCalls", look);
  binding.doc.on("afterTransaction", mend);
  return () => {
    binding.doc.off("beforeObserverCalls", look);
    binding.doc.off("afterTransaction", mend);
  };
}

/** The blocks of text that went in this change with words of ours. */
function gather(view: EditorView, binding: Live, change: Y.Transaction, own: Set<number>): Lost[] {
  const blocks = new Set<Y.XmlElement>();
  Y.iterateDeletedStructs(change, change.deleteSet, (item) => {
    if (!(item instanceof Y.Item) || !own.has(item.id.client)) return;
    const parent = item.parent instanceof Y.XmlText ? item.parent.parent : item.parent;
    const gone = parent instanceof Y.XmlElement && parent._item && Y.isDeleted(change.deleteSet, parent._item.id);
    if (gone) blocks.add(parent);
  });
  return [...blocks].flatMap((block) => {
    const node = binding.mapping.get(block);
    if (!node || Array.isArray(node) || !node.isTextblock) return [];
    const typed = whoTyped(binding, block, change, own);
    const { $head } = view.state.selection;
    const caret = ($head.parent as PmNode) === node ? $head.parentOffset : null;
    return typed.length === node.content.size ? [{ node: node as PmNode, typed, caret }] : [];
  });
}

/** For each place in the block's content who typed it, as it stood before the change. */
function whoTyped(binding: Live, block: Y.XmlElement, change: Y.Transaction, own: Set<number>): Typed[] {
  const typed: Typed[] = [];
  const stood = (item: Y.Item) => {
    const old = item.id.clock < (change.beforeState.get(item.id.client) ?? 0);
    return old && (!item.deleted || Y.isDeleted(change.deleteSet, item.id));
  };
  const add = ({ id }: Y.Item, size: number, step: number) => {
    for (let at = 0; at < size; at += 1) typed.push({ own: own.has(id.client), clock: id.clock + at * step });
  };
  for (let item = block._start; item; item = item.right) {
    if (!stood(item) || !(item.content instanceof Y.ContentType)) continue;
    const { type } = item.content;
    if (type instanceof Y.XmlText) {
      for (let part = type._start; part; part = part.right) {
        if (part.content instanceof Y.ContentString && stood(part)) add(part, part.length, 1);
      }
    } else {
      const node = binding.mapping.get(type);
      if (node && !Array.isArray(node)) add(item, node.nodeSize, 0);
    }
  }
  return typed;
}

/** What came in a change, as far as it has not gone again. */
function comeWith(change: Y.Transaction): Y.XmlElement[] {
  const come: Y.XmlElement[] = [];
  for (const [client, clock] of change.afterState) {
    const before = change.beforeState.get(client) ?? 0;
    if (clock === before) continue;
    for (const item of change.doc.store.clients.get(client) ?? []) {
      if (item.id.clock < before || item.deleted || !(item instanceof Y.Item)) continue;
      if (item.content instanceof Y.ContentType && item.content.type instanceof Y.XmlElement)
        come.push(item.content.type);
    }
  }
  return come;
}

function carry(view: EditorView, binding: Live, blocks: Lost[], come: Y.XmlElement[]): void {
  const copies = new Set<PmNode>();
  for (const type of come) {
    const node = binding.mapping.get(type);
    if (node && !Array.isArray(node) && node.isTextblock) copies.add(node as PmNode);
  }
  const { tr } = view.state;
  for (const lost of blocks) {
    const found = findCopy(lost, copies);
    if (!found) continue;
    copies.delete(found.copy);
    const before = placeOf(view.state.doc, found.copy);
    if (before >= 0) putInto(tr, tr.mapping.map(before), lost, found.alignment, found.copy);
  }
  if (!tr.docChanged && !tr.selectionSet) return;
  // Words that were suggested bring their marks along: no suggestion anew.
  view.dispatch(tr.setMeta(SUGGESTED, true));
  announce(t("The block you write in was moved. Your words went along."));
}

function words(node: PmNode): string {
  return node.textBetween(0, node.content.size, "", "\ufffc");
}

/** Of those that came the one that is a copy; of equals one of the same kind. */
function findCopy(lost: Lost, copies: Set<PmNode>): { copy: PmNode; alignment: Alignment } | null {
  const text = words(lost.node);
  let best: { copy: PmNode; alignment: Alignment; score: number } | null = null;
  for (const copy of copies) {
    const alignment = text.length === lost.typed.length ? align(text, lost.typed, words(copy)) : null;
    if (!alignment) continue;
    const same = (copy.type === lost.node.type ? 0.5 : 0) + (copy.attrs.localId === lost.node.attrs.localId ? 0.25 : 0);
    const score = alignment.filter((at) => at >= 0).length + same;
    if (!best || score > best.score) best = { copy, alignment, score };
  }
  return best;
}

function placeOf(doc: PmNode, wanted: PmNode): number {
  let found = -1;
  doc.descendants((node, pos) => {
    if (node === wanted) found = pos;
    return found < 0;
  });
  return found;
}

/** Puts our own words that the copy lacks where they stood, and the caret back. */
function putInto(tr: Transaction, pos: number, lost: Lost, alignment: Alignment, copy: PmNode): void {
  const { node, typed, caret } = lost;
  const missing = alignment.map((at, index) => at < 0 && typed[index]?.own === true);
  let [into, put] = [pos + 1, 0];
  let kept = caret === 0 ? pos + 1 : null;
  for (let index = 0; index < missing.length; ) {
    const from = index;
    while (missing[index]) index += 1;
    if (index > from) {
      const run = copy.type.spec.code
        ? Fragment.from(tr.doc.type.schema.text(node.textBetween(from, index)))
        : node.content.cut(from, index);
      tr.insert(into, run);
      into += run.size;
      put += run.size;
      if (caret !== null && caret > from && caret <= index) kept = into - (index - caret);
      continue;
    }
    const at = alignment[index] ?? -1;
    if (at >= 0) into = pos + 1 + at + 1 + put;
    index += 1;
    if (caret === index) kept = into;
  }
  if (kept !== null) tr.setSelection(TextSelection.create(tr.doc, kept)).scrollIntoView();
}
