import { describe, expect, it } from "vitest";
import { inOrder, type Standing } from "./order";

const one = (id: number, votes: number, more: Partial<Standing> = {}): Standing => ({
  id,
  votes,
  pinned: 0,
  age: 0,
  ...more,
});

describe("inOrder", () => {
  it("puts what is pinned first, then votes, then the newer one", () => {
    expect(inOrder([one(1, 2), one(2, 9), one(3, 2), one(4, 0, { pinned: 5 })], "votes")).toEqual([3, 1, 2, 0]);
  });
  it("lets half the votes do for what is one piece newer", () => {
    expect(inOrder([one(1, 7), one(2, 3, { age: 1.1 })], "hot")).toEqual([1, 0]);
    expect(inOrder([one(1, 7), one(2, 3, { age: 0.9 })], "hot")).toEqual([0, 1]);
  });
  it("leaves alone what votes do not order", () => {
    expect(inOrder([one(1, 0), one(2, 9)], "newest")).toBeNull();
  });
});
