import { describe, expect, it } from "vitest";
import { adfSchema } from "../schema/schema";
import { findAll, MOST, nextFrom, patternOf, type Query, replacementFor } from "./search";

const schema = adfSchema();
const text = (words: string, mark = "") => ({
  type: "text",
  text: words,
  ...(mark ? { marks: [{ type: mark }] } : {}),
});
const paragraph = (...content: object[]) => ({ type: "paragraph", content });
const doc = (...content: object[]) => schema.nodeFromJSON({ type: "doc", content });
const query = (words: string, more: Partial<Query> = {}): Query => ({
  words,
  matchCase: false,
  wholeWord: false,
  regex: false,
  ...more,
});
const found = (page: ReturnType<typeof doc>, asked: Query) =>
  findAll(page, asked).map(({ from, to }) => page.textBetween(from, to, "", "?"));

describe("finding", () => {
  const page = doc(
    paragraph(text("Ice on the "), text("har", "strong"), text("bour. Icebreaker? ICE")),
    { type: "codeBlock", content: [text("if (ice) stay();")] },
    {
      type: "table",
      content: [{ type: "tableRow", content: [{ type: "tableCell", content: [paragraph(text("thin ice"))] }] }],
    },
  );

  it("sees across marks, in code and in tables", () => {
    expect(found(page, query("harbour"))).toEqual(["harbour"]);
    expect(found(page, query("ice"))).toEqual(["Ice", "Ice", "ICE", "ice", "ice"]);
  });

  it("minds case, whole words and regular expressions when asked to", () => {
    expect(found(page, query("ice", { matchCase: true }))).toEqual(["ice", "ice"]);
    expect(found(page, query("ice", { wholeWord: true }))).toEqual(["Ice", "ICE", "ice", "ice"]);
    expect(found(page, query("ice\\w+", { regex: true }))).toEqual(["Icebreaker"]);
    expect(found(page, query("(ice"))).toEqual(["(ice"]);
    expect(patternOf(query("(ice", { regex: true }))).toBeNull();
    expect(found(page, query("x*", { regex: true }))).toEqual([]);
  });

  it("finds words however their quotes are written, in any script", () => {
    const other = doc(paragraph(text("Don’t say „größer“ – 日本語")));
    expect(found(other, query("don't"))).toEqual(["Don’t"]);
    expect(found(other, query("GRÖSSER"))).toEqual([]);
    expect(found(other, query("größer", { wholeWord: true }))).toEqual(["größer"]);
    expect(found(other, query("本"))).toEqual(["本"]);
  });

  it("never joins two blocks or reaches over a chip", () => {
    const status = { type: "status", attrs: { text: "x", color: "blue" } };
    const other = doc(paragraph(text("a"), status, text("b")), paragraph(text("c")));
    expect(found(other, query("ab"))).toEqual([]);
    expect(found(other, query("bc"))).toEqual([]);
    expect(findAll(other, query("b"))).toEqual([{ from: 3, to: 4 }]);
  });

  it("goes on from the caret and around the end", () => {
    const matches = findAll(page, query("ice"));
    expect(nextFrom(matches, 0)).toBe(0);
    expect(nextFrom(matches, 5)).toBe(1);
    expect(nextFrom(matches, 10_000)).toBe(0);
    expect(nextFrom([], 3)).toBe(-1);
  });

  it("puts groups of a regular expression into what replaces it", () => {
    expect(replacementFor("12 000", query("(\\d+) (\\d+)", { regex: true }), "$1.$2")).toBe("12.000");
    expect(replacementFor("ice", query("ice"), "$1")).toBe("$1");
  });

  it("looks through 20,000 words again at no cost where nothing changed", () => {
    const long = doc(
      ...Array.from({ length: 2000 }, (_, n) => paragraph(text(`line ${n} of words about ice and boats in winter`))),
    );
    const seen = new WeakMap();
    expect(findAll(long, query("ice"), seen)).toHaveLength(2000);
    expect(seen.has(long.child(7))).toBe(true);
    expect(findAll(long, query("e"), new WeakMap()).length).toBeLessThanOrEqual(MOST);
  });
});
