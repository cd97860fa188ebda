import { afterEach, describe, expect, it } from "vitest";
import { crowdIs, lateness, rest, spread } from "./crowd";

describe("a crowd that hears of the same change", () => {
  afterEach(() => crowdIs(1));

  it("does not wait while it is few", () => {
    for (const few of [1, 5, 25]) {
      crowdIs(few);
      expect([lateness(() => 1), rest(300)]).toEqual([0, 300]);
    }
  });

  it("spreads a thousand over two seconds, so that no tenth of a second has many of them", () => {
    crowdIs(1000);
    expect(spread()).toBe(2000);
    const even = Array.from({ length: 1000 }, (_none, one) => lateness(() => one / 1000));
    const tenths = new Map<number, number>();
    for (const late of even) tenths.set(Math.floor(late / 100), (tenths.get(Math.floor(late / 100)) ?? 0) + 1);
    expect(tenths.size).toBe(20);
    expect(Math.max(...tenths.values())).toBe(50);
  });

  it("rests the longer the more they are: a hundred fetches a second at most", () => {
    crowdIs(1000);
    expect(rest(300)).toBe(10_000);
    crowdIs(100);
    expect(rest(300)).toBe(1000);
  });
});
