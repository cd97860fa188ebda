import { existsSync, readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { DOMParser, DOMSerializer } from "@tiptap/pm/model";
import { describe, expect, it } from "vitest";
import { type AdfNode, adfToProseMirror, proseMirrorToAdf } from "./adf";
import { adfSchema } from "./schema";

const data = process.env.CAIRN_SHARED_DATA ?? resolve(import.meta.dirname, "../../../../../shared/data");
const samples = resolve(data, "adf-samples");
const schema = adfSchema();

function parsed(html: string): string {
  const holder = document.createElement("div");
  holder.innerHTML = html;
  return short(proseMirrorToAdf(DOMParser.fromSchema(schema).parse(holder).toJSON() as AdfNode));
}

function short(node: AdfNode): string {
  if (node.type === "text") return [`"${node.text}"`, ...(node.marks ?? []).map((mark) => mark.type)].join("/");
  const inside = (node.content ?? []).map(short).join(" ");
  return node.type === "doc" ? inside : `${node.type}(${inside})`;
}

describe("HTML from elsewhere", () => {
  it("keeps structure and drops junk", () => {
    expect(parsed('<h2>T</h2><p>a <b>b</b> <a href="https://x.example">c</a><script>x</script></p>')).toBe(
      'heading("T") paragraph("a " "b"/strong " " "c"/link)',
    );
    expect(parsed('<b style="x" data-style="font-weight:normal"><p>plain</p></b>')).toBe('paragraph("plain")');
    expect(parsed('<p>a<a href="javascript:x()">b</a></p>')).toBe('paragraph("ab")');
    expect(parsed("<ul><li>one<ul><li>two</li></ul></li></ul>")).toBe(
      'bulletList(listItem(paragraph("one") bulletList(listItem(paragraph("two")))))',
    );
  });

  it("makes action items of check boxes, and tables of tables", () => {
    expect(parsed('<ul><li><input type="checkbox" checked><p>done</p></li></ul>')).toBe('taskList(taskItem("done"))');
    expect(parsed("<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>")).toBe(
      'table(tableRow(tableHeader(paragraph("a"))) tableRow(tableCell(paragraph("1"))))',
    );
  });
});

describe("the clipboard's own copy", () => {
  it.skipIf(!existsSync(samples))("keeps every sample document, attributes included", () => {
    for (const file of readdirSync(samples).filter((name) => name.endsWith(".json"))) {
      const adf = JSON.parse(readFileSync(resolve(samples, file), "utf8")) as AdfNode;
      const doc = schema.nodeFromJSON(adfToProseMirror(adf));
      const holder = document.createElement("div");
      holder.append(DOMSerializer.fromSchema(schema).serializeFragment(doc.content));
      const copy = document.createElement("div");
      copy.innerHTML = holder.innerHTML;
      const back = DOMParser.fromSchema(schema).parse(copy, { preserveWhitespace: "full" });
      expect(back.toJSON(), file).toEqual(doc.toJSON());
    }
  });
});
