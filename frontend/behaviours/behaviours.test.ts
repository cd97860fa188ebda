import { beforeEach, describe, expect, it, vi } from "vitest";
import { place } from "../lib/dom-place";
import { makeChip } from "./combobox";
import { wordsFor } from "./failures";
import { move } from "./menus";
import { matches } from "./palette";
import { placeFor } from "./shortcuts";
import { stepFor } from "./sidebar";
import { choose } from "./theme";
import { ageWords } from "./times";
import { toast } from "./toasts";

const PHONE = { width: 390, height: 844 };
const MENU = { width: 200, height: 160 };

describe("a floating thing", () => {
  it("opens under its button and lines up with it", () => {
    expect(place({ left: 40, top: 100, width: 32, height: 32 }, MENU, PHONE)).toEqual({ left: 40, top: 136 });
  });
  it("keeps to the end edge in the right half, and inside the screen", () => {
    expect(place({ left: 340, top: 100, width: 32, height: 32 }, MENU, PHONE)).toEqual({ left: 172, top: 136 });
    expect(place({ left: 380, top: 0, width: 32, height: 32 }, MENU, PHONE).left).toBe(182);
  });
  it("goes above when there is no room below", () => {
    expect(place({ left: 40, top: 800, width: 32, height: 32 }, MENU, PHONE).top).toBe(636);
  });
});

describe("keys", () => {
  it("walk a menu round and round", () => {
    expect(move("ArrowDown", -1, 3)).toBe(0);
    expect(move("ArrowDown", 2, 3)).toBe(0);
    expect(move("ArrowUp", 0, 3)).toBe(2);
    expect(move("End", 0, 3)).toBe(2);
    expect(move("x", 0, 3)).toBeNull();
    expect(move("ArrowDown", 0, 0)).toBeNull();
  });
  it("lead to places only right after g", () => {
    expect(placeFor("h", 1000, 500)).toBe("/");
    expect(placeFor("i", 1000, 500)).toBe("/inbox/");
    expect(placeFor("i", 5000, 500)).toBeNull();
    expect(placeFor("x", 1000, 500)).toBeNull();
  });
});

describe("the palette", () => {
  it("finds an action by the beginnings of its words, in any order", () => {
    expect(matches("Write a page", "pa wr")).toBe(true);
    expect(matches("Write a page", "")).toBe(true);
    expect(matches("Write a page", "age")).toBe(false);
  });
});

describe("what a browser remembers", () => {
  it("rounds the sidebar to a step", () => {
    expect([100, 216, 264, 275, 277, 900].map(stepFor)).toEqual([0, 0, 2, 2, 3, 7]);
  });
  it("keeps the theme in a cookie", () => {
    choose("dark");
    expect(document.documentElement.dataset.theme).toBe("dark");
    expect(document.cookie).toContain("cairn_theme=dark");
  });
});

describe("time", () => {
  it("grows older in words, and leaves older instants to the server", () => {
    expect(ageWords(12 * 60_000, "en")).toBe("12 minutes ago");
    expect(ageWords(3 * 3_600_000, "en")).toBe("3 hours ago");
    expect(ageWords(7 * 3_600_000, "en")).toBeNull();
    expect(ageWords(-5, "en")).toBeNull();
  });
});

describe("failures", () => {
  it("have words for each status", () => {
    expect(wordsFor(409)).toBe("conflict");
    expect(wordsFor(502)).toBe("failed");
  });
});

describe("a toast", () => {
  beforeEach(() => {
    document.body.innerHTML = '<div id="toasts"></div>';
  });
  it("says a thing once, as text, and offers undo", () => {
    const undo = vi.fn();
    toast("<b>Resolved</b>", { undo });
    toast("<b>Resolved</b>");
    expect(document.querySelectorAll(".toast")).toHaveLength(1);
    expect(document.querySelector(".toast-text")?.innerHTML).toBe("&lt;b&gt;Resolved&lt;/b&gt;");
    document.querySelector<HTMLButtonElement>(".toast-action")?.click();
    expect(undo).toHaveBeenCalledOnce();
    expect(document.querySelector(".toast")).toBeNull();
  });
});

describe("a chip", () => {
  it("carries the value and shows the label as text", () => {
    document.body.innerHTML = '<li data-value="7" data-label="<i>Ada</i>"><span class="avatar avatar-24">A</span></li>';
    const chip = makeChip("approvers", document.querySelector("li") as HTMLElement);
    expect(chip.querySelector("input")?.name).toBe("approvers");
    expect(chip.querySelector("input")?.value).toBe("7");
    expect(chip.querySelector("i")).toBeNull();
    expect(chip.querySelector(".avatar")?.className).toBe("avatar avatar-20");
  });
});

describe("the combobox", () => {
  it("asks the server, chooses with the keyboard and takes back with backspace", async () => {
    const rows =
      '<li role="option" data-value="3" data-label="Cleo">Cleo</li><li role="option" data-value="1" data-label="Ada">Ada</li>';
    vi.stubGlobal(
      "fetch",
      vi.fn(async () => new Response(rows)),
    );
    document.body.innerHTML =
      '<cairn-combobox name="who" src="/people/" multiple><input role="combobox"></cairn-combobox>';
    const box = document.querySelector("cairn-combobox") as HTMLElement & { values: string[] };
    const input = box.querySelector("input") as HTMLInputElement;
    const press = (key: string) => input.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
    input.focus();
    await vi.waitFor(() => expect(box.querySelectorAll("[role=option]")).toHaveLength(2));
    press("ArrowDown");
    press("Enter");
    expect(box.values).toEqual(["1"]);
    press("Backspace");
    expect(box.values).toEqual([]);
    vi.unstubAllGlobals();
  });

  it("stays closed when an answer comes after the choice", async () => {
    const rows = '<li role="option" data-value="3" data-label="Cleo">Cleo</li>';
    let late: (answer: Response) => void = () => undefined;
    const fetched = vi.fn<() => Promise<Response>>(async () => new Response(rows));
    vi.stubGlobal("fetch", fetched);
    document.body.innerHTML = '<cairn-combobox name="who" src="/people/"><input role="combobox"></cairn-combobox>';
    const box = document.querySelector("cairn-combobox") as HTMLElement & { values: string[] };
    const input = box.querySelector("input") as HTMLInputElement;
    const list = box.querySelector("ul") as HTMLElement;
    input.focus();
    await vi.waitFor(() => expect(list.hidden).toBe(false));
    fetched.mockImplementation(() => new Promise((resolve) => (late = resolve)));
    input.dispatchEvent(new Event("input"));
    await vi.waitFor(() => expect(fetched).toHaveBeenCalledTimes(2));
    input.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
    expect(box.values).toEqual(["3"]);
    late(new Response(rows));
    await new Promise((resolve) => setTimeout(resolve));
    expect(list.hidden).toBe(true);
    vi.unstubAllGlobals();
  });
});
