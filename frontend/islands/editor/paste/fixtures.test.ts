import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import type { AdfNode } from "../schema/adf";
import { adfSchema } from "../schema/schema";
import { htmlToAdf } from "./read";

const folder = resolve(import.meta.dirname, "../../../../tests/clipboard");
const schema = adfSchema();

/** Without what two readers may say differently: local ids, and attributes at their default. */
function plain(node: AdfNode): AdfNode {
  const { attrs, content, marks, ...rest } = node;
  const DEFAULT: Record<string, unknown> = { order: 1, colspan: 1, rowspan: 1 };
  const said = Object.entries(attrs ?? {}).filter(([name, value]) => name !== "localId" && DEFAULT[name] !== value);
  return {
    ...rest,
    ...(said.length ? { attrs: Object.fromEntries(said) } : {}),
    ...(content ? { content: content.map(plain) } : {}),
    ...(marks ? { marks: [...marks].sort((one, other) => (one.type < other.type ? -1 : 1)) } : {}),
  };
}

describe("the clipboard of", () => {
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".html"))) {
    it(file.replace(".html", ""), () => {
      const made = plain(htmlToAdf(readFileSync(resolve(folder, file), "utf8"), schema));
      const expected = resolve(folder, file.replace(".html", ".json"));
      if (process.env.CAIRN_WRITE_EXPECTED) writeFileSync(expected, `${JSON.stringify(made, null, 1)}\n`);
      expect(made).toEqual(JSON.parse(readFileSync(expected, "utf8")));
    });
  }
});
