// @vitest-environment jsdom
import { beforeEach, expect, test, vi } from "vitest";
import { fitBar } from "./fit";
import type { Tool } from "./toolbar";

const tool = (id: string): Tool => ({ id, title: id, icon: "link", run: () => undefined });
const names = ["undo", "link", "table", "mention"];
let resize: () => void;

beforeEach(() => {
  vi.stubGlobal(
    "ResizeObserver",
    class {
      constructor(changed: () => void) {
        resize = changed;
      }
      observe() {}
      disconnect() {}
    },
  );
});

function barOf(width: () => number): HTMLElement {
  const bar = document.createElement("div");
  for (const id of ["bold", ...names]) {
    const button = document.createElement("button");
    button.dataset.tool = id;
    button.tabIndex = id === "mention" ? 0 : -1;
    bar.append(button);
  }
  const shown = () => bar.querySelectorAll("button:not([hidden])").length;
  Object.defineProperties(bar, { scrollWidth: { get: () => shown() * 10 }, clientWidth: { get: width } });
  return bar;
}

test("the least important tools step aside where there is no room, and come back", () => {
  let width = 50;
  const bar = barOf(() => width);
  const fit = fitBar(bar, [...names].reverse().map(tool));
  const hidden = () => fit.hidden().map(({ id }) => id);
  resize();
  expect(hidden()).toEqual([]);
  width = 35;
  resize();
  expect(hidden()).toEqual(["mention", "table"]);
  expect(bar.querySelector<HTMLElement>("[data-tool=bold]")?.tabIndex).toBe(0);
  expect(bar.querySelectorAll('[tabindex="0"]')).toHaveLength(1);
  width = 50;
  resize();
  expect(hidden()).toEqual([]);
});
