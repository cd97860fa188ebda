import { DOMParser as PmParser } from "@tiptap/pm/model";
import { expect, test } from "vitest";
import { isPicture } from "./parse";
import { adfSchema } from "./schema";

test("a pasted picture is one elsewhere or a file of this workspace", () => {
  expect(isPicture("https://example.org/stone.png")).toBe(true);
  expect(isPicture("/attachments/3f/stone.png")).toBe(true);
  expect(isPicture(`${location.origin}/pages/1/edit/x`)).toBe(false);
  expect(isPicture("x")).toBe(false);
  expect(isPicture("javascript:alert(1)")).toBe(false);
});

test("a table and columns copied from a page that is read come back as they were", () => {
  const html = `<div class="layout" data-columns="2"><div class="layout-column" data-width="33"><p>a</p></div>
    <div class="layout-column" data-width="67"><p>b</p></div></div>
    <div class="table-scroll"><table data-numbered><tbody><tr><td class="row-number">1</td>
    <td data-hue="green" data-valign="middle"><p>c</p></td></tr></tbody></table></div>`;
  const schema = adfSchema();
  const page = new DOMParser().parseFromString(html, "text/html");
  const doc = PmParser.fromSchema(schema).parse(page.body);
  const [columns, table] = doc.children;
  expect(columns?.children.map((column) => column.attrs.width)).toEqual([33, 67]);
  expect(table?.attrs.isNumberColumnEnabled).toBe(true);
  const cells = table?.child(0).children ?? [];
  expect(cells.map((cell) => [cell.textContent, cell.attrs.background, cell.attrs.valign])).toEqual([
    ["c", "#baf3db", "middle"],
  ]);
});
