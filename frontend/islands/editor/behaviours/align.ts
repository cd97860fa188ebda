// Finds in a copy of some text where words belong that were typed after the copy was made.

/** One character of the text as it stands here: whose it is, and when it was typed (its clock; only one's own matter). */
export interface Typed {
  own: boolean;
  clock: number;
}

/** For each character of the text its place in the copy, or -1 where the copy does not have it. */
export type Alignment = number[];

const LARGEST = 4_000_000;

/** Null when the copy is of something else. */
export function align(text: string, typed: Typed[], copy: string): Alignment | null {
  return withoutNewest(text, typed, copy) ?? common(text, typed, copy);
}

/** The plain case: the copy is the text without the last so many characters that were typed here. */
function withoutNewest(text: string, typed: Typed[], copy: string): Alignment | null {
  const missing = text.length - copy.length;
  if (missing < 0) return null;
  const newest = typed
    .flatMap(({ own, clock }, index) => (own ? [{ clock, index }] : []))
    .sort((one, other) => other.clock - one.clock || other.index - one.index)
    .slice(0, missing);
  if (newest.length < missing) return null;
  const left = new Set(newest.map(({ index }) => index));
  let at = 0;
  const found = [...typed.keys()].map((index) => {
    if (left.has(index)) return -1;
    at += 1;
    return text[index] === copy[at - 1] ? at - 1 : -2;
  });
  return found.includes(-2) ? null : found;
}

/** Otherwise what both have in common, the words of others before one's own; the copy must be of this text mostly. */
function common(text: string, typed: Typed[], copy: string): Alignment | null {
  const [rows, columns] = [text.length + 1, copy.length + 1];
  if (rows * columns > LARGEST || !copy) return null;
  const best = new Float32Array(rows * columns);
  const value = (index: number) => (typed[index]?.own ? 0.99 : 1);
  for (let row = rows - 2; row >= 0; row -= 1) {
    for (let column = columns - 2; column >= 0; column -= 1) {
      const [down, right] = [best[(row + 1) * columns + column] ?? 0, best[row * columns + column + 1] ?? 0];
      const both = text[row] === copy[column] ? (best[(row + 1) * columns + column + 1] ?? 0) + value(row) : 0;
      best[row * columns + column] = Math.max(both, down, right);
    }
  }
  if ((best[0] ?? 0) < copy.length * 0.6) return null;
  const found: Alignment = Array(text.length).fill(-1);
  for (let [row, column] = [0, 0]; row < text.length && column < copy.length; ) {
    const here = best[row * columns + column] ?? 0;
    if (text[row] === copy[column] && here > (best[(row + 1) * columns + column] ?? 0)) {
      const both = (best[(row + 1) * columns + column + 1] ?? 0) + value(row);
      if (Math.abs(here - both) < 0.005) {
        found[row] = column;
        row += 1;
        column += 1;
        continue;
      }
    }
    if (here === (best[(row + 1) * columns + column] ?? 0)) row += 1;
    else column += 1;
  }
  return found;
}
