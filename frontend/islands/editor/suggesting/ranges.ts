// What a changed stretch of the text becomes as a suggestion: words, new paragraphs, joined ones, whole blocks.
import { Fragment, type Node as PmNode, type ResolvedPos, type Slice } from "@tiptap/pm/model";
import { INSERTED, SPLIT } from "./stamp";
import type { SuggestionWriter } from "./writer";

/** Blocks that hold words and that the server can cut and join (`documents/yjs/settle.py`). */
export const LINES = new Set(["paragraph", "heading", "taskItem", "decisionItem"]);

/** Writes the stretch as a suggestion; false where it is no fine one, and its blocks have to be replaced. */
export function suggestRange(to: SuggestionWriter, fromA: number, toA: number, slice: Slice): boolean {
  const [$from, $to] = [to.before.resolve(fromA), to.before.resolve(toA)];
  if (inOwnBlock(to, $from, $to, slice)) return true;
  const words = isWords(slice);
  if ($from.parent.isTextblock && $from.sameParent($to)) {
    if (words) return replaceWords(to, fromA, toA, slice.content);
    if (isSplit(slice)) return newParagraph(to, $from, $to, slice);
    return pasteLines(to, $from, $to, slice);
  }
  if ($from.parent.isTextblock && $to.parent.isTextblock && words) return acrossLines(to, $from, $to, slice);
  return wholeBlocks(to, $from, $to, slice);
}

const isWords = (slice: Slice) =>
  slice.openStart === 0 && slice.openEnd === 0 && slice.content.content.every((node) => node.isInline);

function replaceWords(to: SuggestionWriter, fromA: number, toA: number, content: Fragment): boolean {
  const { size } = to.before.content;
  to.stamp(fromA, toA);
  const tail = size - toA; // what lies behind stands still, seen from the end
  const grown = to.out.doc.content.size - size;
  to.strike(fromA, toA);
  const end = to.out.doc.content.size - grown - tail;
  to.caret = content.size > 0 ? to.insert(end, content) : null;
  return true;
}

/** A block that she has suggested is hers to change, as long as nobody has accepted it. */
function inOwnBlock(to: SuggestionWriter, $from: ResolvedPos, $to: ResolvedPos, slice: Slice): boolean {
  const depth = to.ownDepth($from);
  if (depth === 0 || depth > $to.depth || $from.start(depth) !== $to.start(depth)) return false;
  // Cut in two it is two blocks of hers; what would cut what holds it is another matter.
  if (slice.openStart > $from.depth - depth + 1 || slice.openEnd > $to.depth - depth + 1) return false;
  const own = $from.node(depth);
  to.out.replace($from.pos, $to.pos, slice);
  // What was cut off a block of hers is hers too, also where the command gave it no attributes.
  const end = to.out.mapping.map($to.pos);
  to.out.doc.nodesBetween($from.before(depth), Math.min(end + 1, to.out.doc.content.size), (node, pos, parent) => {
    const beside = pos > $from.before(depth) && to.out.doc.resolve(pos).depth === depth - 1;
    if (beside && !node.attrs[INSERTED] && parent) to.out.setNodeAttribute(pos, INSERTED, own.attrs[INSERTED]);
    return to.out.doc.resolve(pos).depth < depth - 1;
  });
  return true;
}

function isSplit(slice: Slice): boolean {
  const { openStart, openEnd, content } = slice;
  return openStart > 0 && openStart === openEnd && content.childCount === 2 && content.size === 4 * openStart;
}

/** Enter. At the end or the beginning of a line a new block stands beside it; in its middle a sign says where to cut. */
function newParagraph(to: SuggestionWriter, $from: ResolvedPos, $to: ResolvedPos, slice: Slice): boolean {
  const line = $from.parent;
  const depth = $from.depth - slice.openStart + 1;
  const [atStart, atEnd] = [$from.parentOffset === 0, $to.parentOffset === line.content.size];
  const made = slice.content.lastChild;
  if (depth < 1 || !made) return false;
  if (atEnd) {
    if (!to.insertBlocks($to.after(depth), Fragment.from(made))) return false;
    to.caret = $to.after(depth) + slice.openStart;
    to.strike($from.pos, $to.pos);
    to.caret += to.out.doc.content.size - to.before.content.size - made.nodeSize;
    return true;
  }
  if (atStart && $from.pos === $to.pos && slice.content.firstChild) {
    return to.insertBlocks($from.before(depth), Fragment.from(slice.content.firstChild));
  }
  if (!LINES.has(line.type.name)) return false;
  return replaceWords(to, $from.pos, $to.pos, Fragment.from(line.type.schema.text(SPLIT)));
}

/** Lines pasted into a line: each but the first begins a new paragraph there. */
function pasteLines(to: SuggestionWriter, $from: ResolvedPos, $to: ResolvedPos, slice: Slice): boolean {
  const lines = slice.content.content;
  if (slice.openStart !== 1 || slice.openEnd !== 1 || !LINES.has($from.parent.type.name)) return false;
  if (!lines.every((line) => line.isTextblock && LINES.has(line.type.name))) return false;
  const cut = $from.parent.type.schema.text(SPLIT);
  const content = lines.reduce(
    (all, line, at) => all.append(at ? Fragment.from(cut) : Fragment.empty).append(line.content),
    Fragment.empty,
  );
  return replaceWords(to, $from.pos, $to.pos, content);
}

/** From one line into another: the words between go, and the two lines become one where they can. */
function acrossLines(to: SuggestionWriter, $from: ResolvedPos, $to: ResolvedPos, slice: Slice): boolean {
  const depth = $from.sharedDepth($to.pos) + 1;
  const [first, last] = [$from.node(depth), $to.node(depth)];
  to.stamp($from.pos, $to.pos);
  const size = to.before.content.size;
  if (to.isOwn(last) && last.isTextblock && !to.isOwn(first)) {
    // Her own paragraph goes back into the one before it.
    const rest = last.content.cut($to.parentOffset);
    strikeBetween(to, $from.pos, $to.before(depth));
    to.out.delete(to.out.mapping.map($to.before(depth)), to.out.mapping.map($to.after(depth)));
    const end = to.insert(to.out.mapping.map($from.pos, -1), slice.content.append(rest));
    to.caret = end - rest.size;
    return true;
  }
  strikeBetween(to, $from.pos, $to.pos);
  if (canJoin($from, $to, depth)) to.join(to.out.mapping.map($to.before(depth)), last);
  to.caret = slice.content.size > 0 ? to.insert($from.pos, slice.content) : $from.pos;
  return size >= 0;
}

/** Whole blocks go as such, parts of a line as words. */
function strikeBetween(to: SuggestionWriter, from: number, end: number): void {
  const acts: (() => void)[] = [];
  to.before.nodesBetween(from, end, (node, pos) => {
    const whole = pos >= from && pos + node.nodeSize <= end;
    if (whole && node.isBlock) {
      acts.push(() => to.strikeBlock(node, pos));
      return false;
    }
    if (node.isTextblock) {
      const [start, stop] = [Math.max(from, pos + 1), Math.min(end, pos + node.nodeSize - 1)];
      if (start < stop) acts.push(() => to.strike(start, stop));
      return false;
    }
    return true;
  });
  for (const act of acts.reverse()) act();
}

/** The server joins neighbours: two lines, or two items of a list by the lines they meet in. */
function canJoin($from: ResolvedPos, $to: ResolvedPos, depth: number): boolean {
  const line = ($pos: ResolvedPos) => LINES.has($pos.parent.type.name);
  if (!line($from) || !line($to) || $from.depth !== $to.depth) return false;
  if ($from.depth === depth) return true;
  const items = $from.node(depth).type.name === "listItem" && $to.node(depth).type.name === "listItem";
  const meet = $from.index(depth) === $from.node(depth).childCount - 1 && $to.index(depth) === 0;
  return items && meet && $from.depth === depth + 1;
}

/** Blocks put between blocks, and blocks taken away. */
function wholeBlocks(to: SuggestionWriter, $from: ResolvedPos, $to: ResolvedPos, slice: Slice): boolean {
  if (!$from.sameParent($to) || $from.parent.isTextblock || slice.openStart > 0 || slice.openEnd > 0) return false;
  if (!slice.content.content.every((node) => node.isBlock) || isFixed($from.parent)) return false;
  if (slice.content.size > 0) {
    if (!to.insertBlocks($to.pos, slice.content)) return false;
    to.caret = null;
  }
  const gone: [PmNode, number][] = [];
  $from.parent.forEach((node, offset) => {
    const pos = $from.start() + offset;
    if (pos >= $from.pos && pos < $to.pos) gone.push([node, pos]);
  });
  for (const [node, pos] of gone.reverse()) to.strikeBlock(node, pos);
  return true;
}

const FIXED = new Set(["table", "tableRow", "layoutSection", "mediaSingle", "mediaGroup"]);

/** What is in these makes a shape: a row without a cell is none. */
export const isFixed = (node: PmNode) => FIXED.has(node.type.name);

/** Everything in the blocks around a change replaced by what the command made of it; false where that can't be. */
export function replaceBlocks(
  to: SuggestionWriter,
  after: PmNode,
  [fromA, toA]: [number, number],
  [fromB, toB]: [number, number],
): boolean {
  const [$from, $to] = [to.before.resolve(fromA), to.before.resolve(toA)];
  for (let depth = $from.blockRange($to)?.depth ?? 0; depth >= 0; depth -= 1) {
    if (depth > $from.sharedDepth(toA) || isFixed($from.node(depth))) continue;
    const start = $from.depth > depth ? $from.before(depth + 1) : fromA;
    const end = $to.depth > depth ? $to.after(depth + 1) : toA;
    const [startB, endB] = [start, toB + (end - toA)];
    if (startB > fromB || endB > after.content.size) continue;
    const slice = after.slice(startB, endB);
    const [$startB, $endB] = [after.resolve(startB), after.resolve(endB)];
    if (slice.openStart > 0 || slice.openEnd > 0 || !$startB.sameParent($endB) || $startB.depth !== depth) continue;
    const size = to.before.content.size;
    if (!wholeBlocks(to, to.before.resolve(start), to.before.resolve(end), slice)) continue;
    const inserted = to.out.doc.content.size - (size - end);
    to.caret = slice.content.size > 0 ? inserted - 1 : null;
    return true;
  }
  return false;
}
