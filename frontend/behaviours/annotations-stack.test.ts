import { describe, expect, test } from "vitest";
import { type Card, stack } from "./annotations-stack";

const card = (wanted: number, height = 90): Card => ({ wanted, height });

describe("cards in the margin", () => {
  test("stand beside their passages where there is room", () => {
    expect(stack([card(50), card(400)], 0)).toEqual([50, 400]);
  });

  test("never stand over each other", () => {
    expect(stack([card(50), card(60), card(70)], 0)).toEqual([50, 150, 250]);
    expect(stack([card(-30)], 40)).toEqual([40]);
  });

  test("the active one is in place, the others give way", () => {
    expect(stack([card(200), card(210), card(220)], 0, 1)).toEqual([110, 210, 310]);
  });

  test("those before it go no higher than the ceiling; then it gives way itself", () => {
    expect(stack([card(0), card(10)], 100, 1, -50)).toEqual([-50, 50]);
  });

  test("whatever they want, they stand in order and apart", () => {
    let seed = 7;
    const next = () => {
      seed = (seed * 48271) % 2147483647;
      return seed / 2147483647;
    };
    for (let round = 0; round < 300; round += 1) {
      const cards = Array.from({ length: 1 + Math.floor(next() * 12) }, () =>
        card(next() * 900 - 100, 20 + next() * 200),
      );
      cards.sort((a, b) => a.wanted - b.wanted);
      const active = Math.floor(next() * (cards.length + 1)) - 1;
      const tops = stack(cards, 40, active, -100);
      tops.forEach((top, index) => {
        const before = cards[index - 1];
        if (before) expect(top).toBeGreaterThanOrEqual((tops[index - 1] as number) + before.height - 0.001);
      });
    }
  });
});
