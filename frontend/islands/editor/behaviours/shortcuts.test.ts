import { describe, expect, it } from "vitest";
import { SECTIONS, shortcuts } from "./shortcuts";

describe("the table of shortcuts", () => {
  it("binds no key twice and shows every row", () => {
    const all = shortcuts();
    const bound = all.flatMap(({ id, keys, run }) => (run ? keys.map((key) => `${key} ${id}`) : []));
    const keys = bound.map((each) => each.split(" ")[0]);
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
    for (const { group, title, keys: own, typed } of all) {
      expect(SECTIONS[group]).toBeDefined();
      expect(title && (own.length || typed)).toBeTruthy();
    }
  });
});
