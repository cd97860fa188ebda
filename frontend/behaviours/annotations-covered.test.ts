import { expect, test } from "vitest";
import { cover } from "./annotations-covered";

test("What a card stands over is marked, and free again when the card has gone", () => {
  document.body.innerHTML = `<div id="rail"><div class="rail-inner"><section><h2>Suggestions</h2>
    <div data-suggestion-list><ol><li>one</li><li>two</li></ol></div></section></div></div>`;
  const item = (at: number) => document.querySelectorAll("li")[at] as HTMLElement;
  const [one, two] = [item(0), item(1)];
  one.getBoundingClientRect = () => new DOMRect(0, 100, 200, 80);
  two.getBoundingClientRect = () => new DOMRect(0, 180, 200, 80);
  cover([{ top: 175, bottom: 180 }]);
  expect([one.hasAttribute("data-covered"), two.hasAttribute("data-covered")]).toEqual([true, false]);
  cover([]);
  expect(document.querySelector("[data-covered]")).toBeNull();
});
