import { describe, expect, it } from "vitest";
import { adfSchema } from "../schema/schema";
import { sizeOf } from "./count";

const schema = adfSchema();
const paragraph = (text: string) => ({ type: "paragraph", content: [{ type: "text", text }] });
const doc = schema.nodeFromJSON({
  type: "doc",
  content: [
    paragraph("Two words."),
    { type: "bulletList", content: [{ type: "listItem", content: [paragraph("größer 😀")] }] },
  ],
});

describe("the size of a text", () => {
  it("counts words and characters as people see them", () => {
    expect(sizeOf(doc)).toEqual({ words: 3, characters: 18, letters: 16 });
  });

  it("counts what is selected, also parts of blocks", () => {
    expect(sizeOf(doc, 1, 4)).toEqual({ words: 1, characters: 3, letters: 3 });
    expect(sizeOf(doc, 5, doc.content.size)).toEqual({ words: 2, characters: 14, letters: 13 });
  });

  it("does not count what is struck as a suggestion", () => {
    const stamp = { id: "7-1", user: "7", at: "2026-11-20T09:00:00Z" };
    const struck = { type: "text", text: "long ", marks: [{ type: "deletion", attrs: stamp }] };
    const words = (text: string) => ({ type: "text", text });
    const gone = { ...paragraph("Not here"), attrs: { suggestedDeletion: JSON.stringify(stamp) } };
    const content = [{ type: "paragraph", content: [words("A "), struck, words("way")] }, gone];
    expect(sizeOf(schema.nodeFromJSON({ type: "doc", content })).words).toBe(2);
  });

  it("counts a block again only when it has changed", () => {
    const first = sizeOf(doc);
    expect(sizeOf(doc.copy(doc.content.append(doc.content)))).toEqual({
      words: 2 * first.words,
      characters: 2 * first.characters,
      letters: 2 * first.letters,
    });
  });
});
