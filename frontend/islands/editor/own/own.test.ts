import { getSchema } from "@tiptap/core";
import { describe, expect, it } from "vitest";
import { htmlToAdf } from "../paste/read";
import type { AdfNode } from "../schema/adf";
import { schemaExtensions } from "../schema/schema";
import { mistakeIn } from "./diagram";
import { ownJson } from "./nodes";
import { entriesOf } from "./toc";
import { inlineTex } from "./typing";

const schema = getSchema(schemaExtensions());

const texOf = (node: AdfNode | undefined) => (node?.attrs?.parameters as { tex?: string } | undefined)?.tex;

describe("a formula while typing", () => {
  it.each([
    ["so $x^2$", "x^2"],
    ["$E = mc^2$", "E = mc^2"],
    ["($a$", "a"],
    ["$2x + 1$", "2x + 1"],
    ["$10^5$", "10^5"],
  ])("%s", (typed, tex) => expect(inlineTex(typed)).toBe(tex));

  it.each(["costs $5 and $", "$5/$", "$ x$", "US$x$", "$$", "$5.00$", "a$b$"])("not %s", (typed) => {
    expect(inlineTex(typed)).toBeNull();
  });
});

describe("a pasted formula", () => {
  const annotated =
    '<math><semantics><mi>x</mi><annotation encoding="application/x-tex">x^2</annotation></semantics></math>';
  const katex = `<span class="katex"><span class="katex-mathml">${annotated}</span><span class="katex-html" aria-hidden="true">x2</span></span>`;

  it("keeps its TeX in the line", () => {
    for (const html of [katex, annotated, '<math alttext="{\\displaystyle x^2}"><mi>x</mi></math>']) {
      const [paragraph] = htmlToAdf(`<p>so ${html} it is</p>`, schema).content ?? [];
      expect(paragraph?.content?.map((node) => node.text ?? texOf(node))).toEqual(["so ", "x^2", " it is"]);
    }
  });

  it("keeps its TeX on its own", () => {
    const [block] = htmlToAdf(`<span class="katex-display">${katex}</span>`, schema).content ?? [];
    expect([block?.type, texOf(block)]).toEqual(["extension", "x^2"]);
  });
});

describe("the rest", () => {
  it("lists the headings of the chosen levels", () => {
    const heading = (level: number, text: string) => ({
      type: "heading",
      attrs: { level },
      content: [{ type: "text", text }],
    });
    const content = [heading(1, "Top"), heading(2, "In"), { type: "heading", attrs: { level: 2 } }, heading(4, "Deep")];
    const doc = schema.nodeFromJSON({ type: "doc", content: [ownJson("extension", "toc"), ...content] });
    expect(entriesOf(doc, 1, 3).map(({ level, text }) => `${level} ${text}`)).toEqual(["1 Top", "2 In"]);
  });

  it("says where a diagram is wrong", () => {
    expect(mistakeIn("graph TD\n A --> --> B", "Parse error on line 2:\nExpecting 'AMP'")).toContain("A --> --> B");
    expect(mistakeIn("hello", "No diagram type detected matching given configuration for text: hello")).toMatch(
      /^Begin/,
    );
  });
});
