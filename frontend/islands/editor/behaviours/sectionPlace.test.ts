import { getSchema } from "@tiptap/core";
import { Node as PmNode } from "@tiptap/pm/model";
import { expect, it } from "vitest";
import { schemaExtensions } from "../schema/schema";
import { sectionPlace } from "./sectionPlace";

const text = (words: string) => [{ type: "text", text: words }];
const heading = (words: string, level: number, localId: string | null) => ({
  type: "heading",
  attrs: { level, localId },
  content: text(words),
});
const prompt = { type: "paragraph", content: [{ type: "placeholder", attrs: { text: "Who?" } }] };
const p = (words: string) => ({ type: "paragraph", content: text(words) });

function behind(hash: string, ...content: object[]): string | null {
  const doc = PmNode.fromJSON(getSchema(schemaExtensions()), { type: "doc", content });
  const place = sectionPlace(doc, hash);
  return place === null ? null : doc.textBetween(place, doc.content.size, "|", (node) => node.attrs.text ?? "?");
}

it("leads to the first prompt of a section, else into its first line", () => {
  const body = [
    p("Before"),
    heading("Why", 2, "section-why"),
    p("So"),
    prompt,
    heading("How", 2, "section-how"),
    p("Thus"),
  ];
  expect(behind("#section-why", ...body)).toBe("Who?|How|Thus");
  expect(behind("#section-how", ...body)).toBe("Thus");
});

it("stays within the section, and says nothing of one that is gone or of another hash", () => {
  const body = [heading("Why", 2, "section-why"), heading("Deep", 3, null), heading("How", 2, "section-how"), prompt];
  expect(behind("#section-why", ...body)).toBe("|Deep|How|Who?"); // behind the heading's own words
  expect(behind("#section-none", ...body)).toBeNull();
  expect(behind("#first-prompt", ...body)).toBeNull();
});
