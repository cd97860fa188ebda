// The open suggestions of a document, as a person would list them. Blocks that have not changed are not read again.
import type { Node as PmNode } from "@tiptap/pm/model";
import { leafText } from "../behaviours/annotations";
import { blockwise } from "../behaviours/blockwise";
import {
  addedMark,
  BLOCK_ATTRS,
  type BlockAttr,
  blockStamp,
  CHANGED,
  DELETED,
  INSERTED,
  isSuggestionMark,
  SPLIT,
  type Stamp,
} from "./stamp";

/** One stretch of a suggestion: words, or a block. */
export interface Piece {
  stamp: Stamp;
  kind: string;
  from: number;
  to: number;
  words: string;
  block: boolean;
  /** Bold, Heading 2 … where formatting or a block's kind is suggested. */
  detail: string;
  /** Formatting that shall go. */
  off?: boolean;
}

export interface Suggestion extends Stamp {
  pieces: Piece[];
  added: string;
  removed: string;
  details: string[];
  /** Only letters of single words change. */
  spelling: boolean;
}

const pieces = blockwise<Piece>((block, found) => {
  for (const piece of read(block)) found(piece, 0);
});

export function piecesIn(doc: PmNode): Piece[] {
  return pieces(doc).map(({ what, pos }) => ({ ...what, from: what.from + pos, to: what.to + pos }));
}

/** In the order of their first place in the text. */
export function suggestionsIn(pieces: Piece[]): Suggestion[] {
  const all = new Map<string, Suggestion>();
  for (const piece of pieces) {
    const { id, user, at } = piece.stamp;
    const one = all.get(id) ?? { id, user, at, pieces: [], added: "", removed: "", details: [], spelling: false };
    all.set(id, one);
    one.pieces.push(piece);
    if (at < one.at) one.at = at;
    if (piece.kind === "insertion" || piece.kind === INSERTED) one.added += piece.words.replaceAll(SPLIT, " ¶ ");
    if (piece.kind === "deletion" || piece.kind === DELETED) one.removed += piece.words;
    if (piece.detail && !one.details.includes(piece.detail)) one.details.push(piece.detail);
  }
  for (const one of all.values()) one.spelling = isSpelling(one);
  return [...all.values()];
}

function isSpelling(one: Suggestion): boolean {
  const inText = one.pieces.every((piece) => piece.kind === "insertion" || piece.kind === "deletion");
  const single = (words: string) => /^[\p{L}\p{M}'’-]*$/u.test(words.trim());
  return inText && single(one.added) && single(one.removed) && one.added.length + one.removed.length <= 40;
}

/** Positions are from the block's own. */
function read(block: PmNode): Piece[] {
  const pieces: Piece[] = [];
  readBlock(block, 0, pieces);
  block.descendants((node, pos) => {
    if (node.isText) readText(node, pos + 1, pieces);
    else readBlock(node, pos + 1, pieces);
  });
  return pieces;
}

function readText(node: PmNode, from: number, pieces: Piece[]): void {
  for (const mark of node.marks) {
    if (!isSuggestionMark(mark)) continue;
    const { id, user, at } = mark.attrs as Stamp & Record<string, unknown>;
    const words = node.text ?? "";
    const detail = addedMark(mark)?.type ?? String(mark.attrs.remove ?? "");
    const piece = { stamp: { id, user, at }, kind: mark.type.name, from, to: from + node.nodeSize, words };
    pieces.push({ ...piece, block: false, detail, off: Boolean(mark.attrs.remove) });
  }
}

function readBlock(node: PmNode, from: number, pieces: Piece[]): void {
  for (const name of BLOCK_ATTRS) {
    const stamp = node.attrs[name] ? blockStamp(node, name) : null;
    if (!stamp) continue;
    const { id, user, at } = stamp;
    pieces.push({
      stamp: { id: String(id), user: String(user), at: String(at) },
      kind: name,
      from,
      to: from + node.nodeSize,
      words: wordsOf(node, name),
      block: true,
      detail: name === CHANGED ? kindOf(stamp) : "",
    });
  }
}

function wordsOf(node: PmNode, name: BlockAttr): string {
  if (name !== INSERTED && name !== DELETED) return "";
  return node.isLeaf ? leafText(node) || node.type.name : node.textBetween(0, node.content.size, " ", leafText);
}

function kindOf(stamp: Record<string, unknown>): string {
  const level = (stamp.attrs as { level?: number } | undefined)?.level;
  return level ? `${String(stamp.type)} ${level}` : String(stamp.type);
}
