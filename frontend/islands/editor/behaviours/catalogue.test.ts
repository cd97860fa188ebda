import { beforeEach, describe, expect, it } from "vitest";
import { Services } from "../services";
import { catalogue, choicesFor, recentBlocks, rememberBlock } from "./catalogue";

const services = new Services({ mentions: "", card: "", convert: "", upload: "/upload/", extension: "/extension/" });
const all = catalogue(services);
const best = (query: string) => choicesFor(all, query, [])[0]?.id;

describe("the slash menu", () => {
  beforeEach(() => localStorage.clear());

  it.each([
    ["head", "heading1"],
    ["h5", "heading5"],
    ["##", "heading2"],
    ["todo", "taskItem"],
    ["two col", "layout"],
    ["col two", "layout"],
    ["cb", "codeBlock"],
    ["cdblk", "codeBlock"],
    ["warn", "panel-warning"],
    ["decision", "newDecision"],
    ["decision al", "decisionItem"],
  ])("finds %s", (query, id) => expect(best(query)).toBe(id));

  it("says when nothing fits", () => expect(choicesFor(all, "zzzz", [])).toEqual([]));

  it("keeps its sections together and names each block once", () => {
    const groups = all.map((block) => block.group);
    expect(groups.filter((group, index) => group !== groups[index - 1])).toEqual([...new Set(groups)]);
    expect(new Set(all.map((block) => block.id)).size).toBe(all.length);
  });

  it("shows what was used last above the rest, and nothing that is gone", () => {
    for (const id of ["table", "rule", "table", "no-such-block"]) rememberBlock(id);
    const shown = choicesFor(all, "", recentBlocks());
    expect(shown.slice(0, 3).map(({ id }) => id)).toEqual(["table", "rule", all[0]?.id]);
    expect(choicesFor(all, "ta", recentBlocks())[0]?.group).toBeUndefined();
  });
});
