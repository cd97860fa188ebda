import { describe, expect, it } from "vitest";
import { asHref, countWords, looksLikeMarkdown, ownLink, withoutStyles } from "./recognise";

describe("what arrives from the clipboard", () => {
  it("is taken for Markdown only where it looks like it", () => {
    expect(looksLikeMarkdown("# Title\n\ntext")).toBe(true);
    expect(looksLikeMarkdown("- one\n- two")).toBe(true);
    expect(looksLikeMarkdown("| a | b |\n|---|---|\n| 1 | 2 |")).toBe(true);
    expect(looksLikeMarkdown("```js\nx\n```")).toBe(true);
    expect(looksLikeMarkdown("Just a sentence - with a dash.")).toBe(false);
    expect(looksLikeMarkdown("C# is fine, 2 * 3 * 4 too")).toBe(false);
    expect(looksLikeMarkdown("#hashtag and\nanother line")).toBe(false);
  });

  it("becomes a smart link when it points into this workspace", () => {
    expect(ownLink(`${location.origin}/pages/12/edit/`)).toBe("/pages/12/");
    expect(ownLink("/pages/12/?a=1#part")).toBe("/pages/12/?a=1#part");
    expect(ownLink("/spaces/HARBOUR")).toBe("/spaces/HARBOUR/");
    expect(ownLink("/pages/12/versions/")).toBeNull();
    expect(ownLink("https://elsewhere.example/pages/12/")).toBeNull();
    expect(ownLink("see /pages/12/")).toBeNull();
    expect(ownLink(`${location.origin}/people/`)).toBeNull();
  });

  it("brings no style attribute and no style sheet into the page", () => {
    const html = `<style>p{}</style><p style="color:red" class="x">a style="b"</p><b STYLE='font-weight:normal'>c</b>`;
    expect(withoutStyles(html)).toBe(
      `<p data-style="color:red" class="x">a style="b"</p><b data-style='font-weight:normal'>c</b>`,
    );
  });
});

describe("addresses that people type", () => {
  it("are completed, and dangerous ones refused", () => {
    expect(asHref("example.org/x")).toBe("https://example.org/x");
    expect(asHref("ada@example.org")).toBe("mailto:ada@example.org");
    expect(asHref("/pages/3/")).toBe("/pages/3/");
    expect(asHref("javascript:alert(1)")).toBe("");
    expect(asHref("words")).toBe("");
  });
});

describe("the word count", () => {
  it("counts words, not marks, in any script", () => {
    expect(countWords("Don't count -- the dashes, 3 words?")).toBe(6);
    expect(countWords("")).toBe(0);
    expect(countWords("größer als übel")).toBe(3);
    expect(countWords("日本語の文章です")).toBeGreaterThan(1);
  });
});
