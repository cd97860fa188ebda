// Where words stand in a document: across marks, in code, in tables, never across two blocks. No editor needed.
import type { Node as PmNode } from "@tiptap/pm/model";

export interface Query {
  words: string;
  matchCase: boolean;
  wholeWord: boolean;
  regex: boolean;
}

export interface Match {
  from: number;
  to: number;
}

export const MOST = 10_000; // matches; more help nobody and cost time

/** What a leaf inside a line (a mention, a picture) is to the search: one sign that no word holds. */
const LEAF = "\ufffc";

const literal = (words: string) => words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** The expression to look for; null when nothing is asked for or it can't be read. */
export function patternOf(query: Query): RegExp | null {
  if (!query.words) return null;
  let source = query.regex
    ? query.words
    : literal(query.words)
        .replace(/['’]/g, "['’]")
        .replace(/["“”„]/g, '["“”„]');
  if (query.wholeWord) source = `(?<![\\p{L}\\p{N}_])(?:${source})(?![\\p{L}\\p{N}_])`;
  try {
    return new RegExp(source, `gu${query.matchCase ? "" : "i"}`);
  } catch {
    return null;
  }
}

/** The text of one block; each sign stands for one position of the document. */
export function lineOf(block: PmNode): string {
  let line = "";
  block.forEach((child) => {
    line += child.isText ? (child.text ?? "") : LEAF.repeat(child.nodeSize);
  });
  return line;
}

/** Matches in their order. `seen` keeps those of blocks that have not changed since the last search. */
export function findAll(doc: PmNode, query: Query, seen: WeakMap<PmNode, Match[]> = new WeakMap()): Match[] {
  const pattern = patternOf(query);
  const found: Match[] = [];
  if (!pattern) return found;
  doc.descendants((node, pos) => {
    if (found.length >= MOST) return false;
    if (!node.isTextblock) return true;
    const own = seen.get(node) ?? inBlock(node, pattern);
    seen.set(node, own);
    for (const { from, to } of own) found.push({ from: pos + 1 + from, to: pos + 1 + to });
    return false;
  });
  return found.slice(0, MOST);
}

function inBlock(block: PmNode, pattern: RegExp): Match[] {
  const line = lineOf(block);
  const found: Match[] = [];
  pattern.lastIndex = 0;
  for (let hit = pattern.exec(line); hit; hit = pattern.exec(line)) {
    if (hit[0] === "") pattern.lastIndex += 1;
    else found.push({ from: hit.index, to: hit.index + hit[0].length });
    if (found.length >= MOST) break;
  }
  return found;
}

/** The match at the position or the next one after it; the first after the last. −1 where there is none. */
export function nextFrom(matches: Match[], pos: number): number {
  const index = matches.findIndex((match) => match.from >= pos);
  return index < 0 && matches.length ? 0 : index;
}

/** What takes a match's place: with regular expressions $1 and $& mean what they found. */
export function replacementFor(found: string, query: Query, replacement: string): string {
  if (!query.regex) return replacement;
  const pattern = patternOf(query);
  return pattern ? found.replace(new RegExp(pattern.source, pattern.flags.replace("g", "")), replacement) : replacement;
}
