// Everything that can be put into a page: the one list behind the slash menu, the toolbar and "turn into".
// To add blocks, write a function that gives them and name it in SOURCES.
import { t } from "../../../lib/words";
import { extraBlocks } from "../extras";
import { ownBlocks } from "../own/blocks";
import type { Services } from "../services";
import type { Choice } from "../ui/listbox";
import { type Block, blocks, type Group } from "./blocks";

const SOURCES: ((services: Services) => Block[])[] = [blocks, extraBlocks, ownBlocks];

/** The sections of the slash menu, in their order. */
const GROUPS: Record<Group, () => string> = {
  text: () => t("Text"),
  lists: () => t("Lists"),
  insert: () => t("In the line"),
  media: () => t("Pictures and files"),
  structure: () => t("Tables and layout"),
  boxes: () => t("Panels"),
  code: () => t("Code and formulas"),
  workspace: () => t("From the workspace"),
};

export function catalogue(services: Services): Block[] {
  const order = Object.keys(GROUPS);
  const all = SOURCES.flatMap((source) => source(services));
  return all.sort((a, b) => order.indexOf(a.group) - order.indexOf(b.group));
}

export interface BlockChoice extends Choice {
  block: Block;
}

/** What the slash menu shows for `query`: the best first, or all by sections with the recent ones above. */
export function choicesFor(all: Block[], query: string, recent: string[]): BlockChoice[] {
  const wanted = query.toLowerCase().trim();
  const choice = (block: Block, group?: string): BlockChoice => {
    const { id, title, hint, icon } = block;
    return { id, title, hint, icon, block, ...(group ? { group } : {}) };
  };
  if (wanted) {
    const found = all.map((block) => ({ block, at: rank(block, wanted) })).filter(({ at }) => at >= 0);
    const before = ({ block }: { block: Block }) => (block.first ? 0 : 1);
    return found.sort((a, b) => a.at - b.at || before(a) - before(b)).map(({ block }) => choice(block));
  }
  const again = recent.flatMap((id) => all.find((block) => block.id === id) ?? []);
  return [
    ...again.map((block) => choice(block, t("Used last"))),
    ...all.filter(({ rare }) => !rare).map((block) => choice(block, GROUPS[block.group]())),
  ];
}

/** How well a block fits: 0 the title begins so … 5 its letters stand there in this order; -1 not at all. */
export function rank(block: Block, wanted: string): number {
  const title = block.title.toLowerCase();
  if (title.startsWith(wanted)) return 0;
  if (block.hint && block.hint === wanted) return 0;
  const [own, other] = [title.split(/\s+/), block.words.split(/\s+/)];
  const parts = wanted.split(/\s+/);
  const begins = (words: string[]) => parts.every((part) => words.some((word) => word.startsWith(part)));
  if (begins(own)) return 1;
  if (begins([...own, ...other])) return 2;
  if (own.length > 1 && own.map((word) => word[0]).join("") === wanted) return 3;
  if (parts.every((part) => `${title} ${block.words}`.includes(part))) return 4;
  return wanted.length > 2 && inOrder(wanted.replaceAll(" ", ""), title) ? 5 : -1;
}

function inOrder(letters: string, words: string): boolean {
  let at = -1;
  return [...letters].every((letter) => {
    at = words.indexOf(letter, at + 1);
    return at >= 0;
  });
}

const RECENT = "cairn:recent-blocks";
const KEPT = 4;

/** Ids of the blocks that this browser put in last. */
export function recentBlocks(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(RECENT) ?? "[]");
    return Array.isArray(kept) ? kept.filter((id): id is string => typeof id === "string").slice(0, KEPT) : [];
  } catch {
    return [];
  }
}

export function rememberBlock(id: string): void {
  const kept = [id, ...recentBlocks().filter((other) => other !== id)].slice(0, KEPT);
  try {
    localStorage.setItem(RECENT, JSON.stringify(kept));
  } catch {
    // A browser that keeps nothing shows no recent ones.
  }
}
