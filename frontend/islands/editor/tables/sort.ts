// Sorting the rows of a table by one column: numbers as numbers, days as days, words as the reader's language does.
import type { Node as PmNode } from "@tiptap/pm/model";
import type { Command } from "@tiptap/pm/state";
import { leafText } from "../behaviours/annotations";
import { isoDay } from "../schema/dom";
import { bands, cellAt, type Grid, headersOf, reordered, replaceTable, selectCells, spotOf, stripe } from "./grid";

export type Direction = "ascending" | "descending";

/** Sorts by the column with the caret. Merged rows stay together, empty cells stay last, equal rows keep their order. */
export function sortRows(direction: Direction): Command {
  return (state, dispatch) => {
    const spot = spotOf(state);
    if (!spot) return false;
    const order = sortedOrder(spot, spot.rect.left, direction);
    const tr = replaceTable(state.tr, spot, reordered(spot, "row", order));
    const { left } = spot.rect;
    dispatch?.(selectCells(tr, spot.pos, stripe(spot, "column", left, left + 1)).scrollIntoView());
    return true;
  };
}

export function sortedOrder(grid: Grid, column: number, direction: Direction): number[] {
  const first = headersOf(grid).row && grid.map.height > 1 ? 1 : 0;
  const runs = bands(grid, "row").filter(([from]) => from >= first);
  const words = runs.map(([from]) => cellText(grid.table.nodeAt(cellAt(grid, from, column))));
  const compare = comparer(words);
  const sign = direction === "ascending" ? 1 : -1;
  const sorted = runs
    .map((run, index) => ({ run, key: words[index] ?? "", index }))
    .sort((a, b) => {
      if (!a.key || !b.key) return (a.key ? 0 : 1) - (b.key ? 0 : 1) || a.index - b.index;
      return sign * compare(a.key, b.key) || a.index - b.index;
    });
  const head = [...Array(runs[0]?.[0] ?? first).keys()];
  return [...head, ...sorted.flatMap(({ run: [from, to] }) => span(from, to))];
}

const span = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);

function cellText(cell: PmNode | null): string {
  const day = (node: PmNode) => (node.type.name === "date" ? isoDay(node.attrs.timestamp) : leafText(node));
  return cell?.textBetween(0, cell.content.size, " ", day).trim() ?? "";
}

/** Numbers when every filled cell is one ("1,200", "3.5 %", "€ 12"); otherwise words, with digits in them by value. */
function comparer(words: string[]): (a: string, b: string) => number {
  const filled = words.filter(Boolean);
  if (filled.length && filled.every((word) => !Number.isNaN(numberIn(word)))) {
    return (a, b) => numberIn(a) - numberIn(b);
  }
  const { compare } = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });
  return compare;
}

export function numberIn(text: string): number {
  const bare = text.replace(/[\s\u00a0%€$£¥]/g, "").replace(/−/g, "-");
  if (!/^[+-]?[\d.,]*\d[\d.,]*$/.test(bare)) return Number.NaN;
  const [comma, point] = [bare.lastIndexOf(","), bare.lastIndexOf(".")];
  // The later of the two signs is the decimal one; a comma alone before three digits groups thousands.
  if (comma > point && !/^[+-]?\d{1,3}(,\d{3})+$/.test(bare)) {
    return Number(bare.replace(/\./g, "").replace(",", "."));
  }
  return Number(bare.replace(/,/g, ""));
}
