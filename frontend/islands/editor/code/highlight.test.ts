import { describe, expect, it } from "vitest";
import { learn, wordsOf } from "./highlighter";
import { findLanguages, LANGUAGES, languageOf } from "./languages";

describe("languages of code", () => {
  it("are known by the names of other programs", () => {
    expect(["js", "C++", "yml", "docker", "plaintext", "", null].map((name) => languageOf(name)?.id)).toEqual([
      "javascript",
      "cpp",
      "yaml",
      "dockerfile",
      "",
      "",
      "",
    ]);
    expect(languageOf("brainfuck")).toBe(null);
    expect(findLanguages("ts")[0]?.id).toBe("typescript");
    expect(findLanguages("")).toHaveLength(LANGUAGES.length);
    expect(findLanguages("no such")).toEqual([]);
  });

  it("colour the words of code at their places", async () => {
    const python = languageOf("python");
    if (!python) throw new Error("no Python");
    expect(wordsOf(python, "return 1")).toEqual([]);
    await learn(python);
    expect(wordsOf(python, 'return "a" # b')).toEqual([
      { from: 0, to: 6, kind: "keyword" },
      { from: 7, to: 10, kind: "string" },
      { from: 11, to: 14, kind: "comment" },
    ]);
  });
});
