// Puts suggestions into a transaction. Positions given are of the document before it, last ones first: what is written
// at one place never moves a place that is still to come.
import { Fragment, type Node as PmNode, type ResolvedPos } from "@tiptap/pm/model";
import type { Transaction } from "@tiptap/pm/state";
import { fresh } from "./clean";
import { type BlockAttr, blockStamp, DELETED, INSERTED, newStamp, type Stamp } from "./stamp";

export class SuggestionWriter {
  /** Where the caret belongs afterwards; null: where the command has put it. */
  caret: number | null = null;
  #stamp: Stamp | null = null;

  constructor(
    readonly out: Transaction,
    readonly before: PmNode,
    readonly user: string,
  ) {}

  /** The stamp of what she does now: that of her own suggestion beside it, or a new one. */
  stamp(from?: number, to = from): Stamp {
    if (!this.#stamp && from !== undefined) this.#stamp = this.#beside(from) ?? this.#beside(to ?? from);
    this.#stamp ??= newStamp(this.user);
    return this.#stamp;
  }

  #beside(pos: number): Stamp | null {
    const { nodeBefore, nodeAfter } = this.before.resolve(pos);
    for (const mark of [...(nodeBefore?.marks ?? []), ...(nodeAfter?.marks ?? [])]) {
      const own = mark.attrs.user === this.user && (mark.type.name === "insertion" || mark.type.name === "deletion");
      if (own) return { id: mark.attrs.id, user: mark.attrs.user, at: mark.attrs.at };
    }
    return null;
  }

  json(): string {
    const { id, user, at } = this.stamp();
    return JSON.stringify({ id, user, at });
  }

  isOwn(node: PmNode): boolean {
    if (node.isText) {
      return node.marks.some((mark) => mark.type.name === "insertion" && mark.attrs.user === this.user);
    }
    return blockStamp(node, INSERTED)?.user === this.user;
  }

  /** The depth of a block of her own that holds the place; 0 when none does. */
  ownDepth($pos: ResolvedPos): number {
    for (let depth = $pos.depth; depth > 0; depth -= 1) if (this.isOwn($pos.node(depth))) return depth;
    return 0;
  }

  /** The block of her own, from where to where, that holds all of a change. */
  ownBlock(from: number, to: number): [number, number] | null {
    let found: [number, number] | null = null;
    this.before.nodesBetween(Math.max(0, from - 1), Math.min(to + 1, this.before.content.size), (node, pos) => {
      const end = pos + node.nodeSize;
      const beside = from === to && (from === pos || to === end);
      if (!found && node.isBlock && this.isOwn(node) && pos <= from && to <= end && !beside) found = [pos, end];
      return !found && !node.isTextblock;
    });
    return found;
  }

  /** What a block of hers has become is hers, also where the command gave it no attributes. */
  keepOwn(from: number, to: number): void {
    const $from = this.out.doc.resolve(from);
    $from.parent.forEach((node, offset) => {
      const pos = $from.start() + offset;
      if (pos < from || pos + node.nodeSize > to || this.isOwn(node)) return;
      if (node.isText) throw new RangeError("Words that nobody stamped");
      this.out.setNodeAttribute(pos, INSERTED, this.json());
    });
  }

  /** Inside one line: her own words go, others are to go. */
  strike(from: number, to: number): void {
    const found: { node: PmNode; from: number; to: number }[] = [];
    this.before.nodesBetween(from, to, (node, pos) => {
      if (node.isInline) found.push({ node, from: Math.max(from, pos), to: Math.min(to, pos + node.nodeSize) });
      return !node.isInline;
    });
    for (const each of found.reverse()) this.#strikeOne(each.node, each.from, each.to);
  }

  #strikeOne(node: PmNode, from: number, to: number): void {
    if (this.isOwn(node)) {
      this.out.delete(from, to);
    } else if (!node.isText) {
      this.#set(from, node, DELETED);
    } else if (!node.marks.some((mark) => mark.type.name === "deletion" && mark.attrs.user === this.user)) {
      const deletion = this.out.doc.type.schema.marks.deletion;
      if (deletion) this.out.addMark(from, to, deletion.create({ ...this.stamp(from, to) }));
    }
  }

  /** A whole block is to go; her own goes. */
  strikeBlock(node: PmNode, pos: number): void {
    if (this.isOwn(node)) this.out.delete(pos, pos + node.nodeSize);
    else this.#set(pos, node, DELETED);
  }

  /** What somebody else has suggested for the block already stays hers. */
  #set(pos: number, node: PmNode, name: BlockAttr): void {
    if (!node.attrs[name]) this.out.setNodeAttribute(pos, name, this.json());
  }

  join(pos: number, node: PmNode): void {
    this.#set(pos, node, "suggestedJoin");
  }

  /** New words and chips in a line; returns where they end. */
  insert(at: number, content: Fragment): number {
    if (content.size === 0) return at;
    const schema = this.out.doc.type.schema;
    const mark = schema.marks.insertion?.create({ ...this.stamp(at) });
    const nodes = fresh(content).content.map((node) => {
      if (node.isText) return mark ? node.mark(mark.addToSet(node.marks)) : node;
      return node.type.create({ ...node.attrs, [INSERTED]: this.json() }, node.content, node.marks);
    });
    this.out.insert(at, nodes);
    return at + content.size;
  }

  /** New blocks; false where they may not stand. */
  insertBlocks(at: number, content: Fragment): boolean {
    const nodes = this.blocks(content);
    const $at = this.out.doc.resolve(at);
    if (!$at.parent.canReplace($at.index(), $at.index(), Fragment.from(nodes))) return false;
    this.out.insert(at, nodes);
    return true;
  }

  blocks(content: Fragment): PmNode[] {
    return fresh(content).content.map((node) =>
      node.type.create({ ...node.attrs, [INSERTED]: this.json() }, node.content, node.marks),
    );
  }
}
