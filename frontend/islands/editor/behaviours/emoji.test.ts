import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { Editor } from "@tiptap/core";
import { describe, expect, it, vi } from "vitest";
import { schemaExtensions } from "../schema/schema";
import { EmojiTyping, emojiAttrs, findEmoji, parse } from "./emoji";

const all = parse(readFileSync(resolve(import.meta.dirname, "../data/emoji.txt"), "utf8"));
const names = (query: string) => findEmoji(all, query).map(({ name }) => name);

describe("emoji", () => {
  it("are all of them, each name once", () => {
    expect(all.length).toBeGreaterThan(1900);
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
  });

  it("are found by name and by other words, the nearest first", () => {
    expect(names("smile")[0]).toBe("smile");
    expect(names("thumbsup")[0]).toBe("thumbsup");
    expect(names("popper")).toContain("tada");
    expect(names("qqqq")).toEqual([]);
  });

  it("written out with both colons are exactly one", () => {
    expect(names("tada:")).toEqual(["tada"]);
    expect(names("+1:")).toEqual(["thumbsup"]);
    expect(names("tad:")).toEqual([]);
  });

  it("come in skin tones where they have them", () => {
    const found = findEmoji(all, "thumbsup");
    expect(found.map(({ text }) => text)).toContain("👍🏽");
    expect(found.find(({ text }) => text === "👍🏽")?.name).toBe("thumbsup::skin-tone-4");
  });

  it("written out fast become one as soon as the list is there", async () => {
    const editor = new Editor({ extensions: [...schemaExtensions({}), EmojiTyping], injectCSS: false });
    for (const letter of "Done :tada: at 10:30:") {
      const { from } = editor.state.selection;
      const insert = () => editor.state.tr.insertText(letter, from);
      const taken = editor.view.someProp("handleTextInput", (handle) =>
        handle(editor.view, from, from, letter, insert),
      );
      if (!taken) editor.view.dispatch(insert());
    }
    await vi.waitFor(() => expect(editor.state.doc.textContent).toBe("Done  at 10:30:"));
    expect(editor.state.doc.firstChild?.child(1).attrs.text).toBe("🎉");
    editor.destroy();
  });

  it("are kept as ADF has them", () => {
    const [smile] = findEmoji(all, "smile:");
    expect(smile && emojiAttrs(smile)).toEqual({ shortName: ":smile:", id: "1f604", text: "😄" });
  });
});
