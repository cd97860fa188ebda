import { existsSync, readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { ContentMatch, NodeType } from "@tiptap/pm/model";
import { prosemirrorToYXmlFragment, yXmlFragmentToProseMirrorRootNode } from "@tiptap/y-tiptap";
import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { type AdfNode, adfToProseMirror, proseMirrorToAdf } from "./adf";
import { adfSchema } from "./schema";
import { BLOCKS, INLINES, MARKS } from "./spec";

const data = process.env.CAIRN_SHARED_DATA ?? resolve(import.meta.dirname, "../../../../../shared/data");
const samples = resolve(data, "adf-samples");
const schema = adfSchema();

/** What the server writes: one element per node, one text per run, attributes with their own type. */
function toYjs(parent: Y.XmlFragment, nodes: AdfNode[]) {
  let text: Y.XmlText | null = null;
  for (const node of nodes) {
    if (node.type === "text") {
      if (!text) {
        text = new Y.XmlText();
        parent.push([text]);
      }
      const format = Object.fromEntries(
        (node.marks ?? []).map((mark, i) => [
          mark.type === "annotation" ? `annotation--${`hash${i}`.padEnd(8, "x")}` : mark.type,
          mark.attrs ?? {},
        ]),
      );
      text.insert(text.length, node.text ?? "", format);
      continue;
    }
    text = null;
    const element = new Y.XmlElement(node.type);
    parent.push([element]);
    for (const [key, value] of Object.entries(node.attrs ?? {})) element.setAttribute(key, value as string);
    if (node.marks?.length) element.setAttribute("blockMarks", JSON.stringify(node.marks));
    toYjs(element, node.content ?? []);
  }
}

function throughYjs(adf: AdfNode): AdfNode {
  const before = new Y.Doc();
  toYjs(before.getXmlFragment("body"), adf.content ?? []);
  const seen = yXmlFragmentToProseMirrorRootNode(before.getXmlFragment("body"), schema);
  const after = new Y.Doc();
  prosemirrorToYXmlFragment(seen, after.getXmlFragment("body"));
  const back = yXmlFragmentToProseMirrorRootNode(after.getXmlFragment("body"), schema);
  return proseMirrorToAdf(back.toJSON() as AdfNode);
}

/** Order of marks and empty containers say nothing in ADF. */
function normal(node: AdfNode): AdfNode {
  const out: AdfNode = { ...node };
  if (node.marks) out.marks = [...node.marks].sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
  if (out.marks?.length === 0) delete out.marks;
  if (node.attrs && Object.keys(node.attrs).length === 0) delete out.attrs;
  if (node.content?.length) out.content = node.content.map(normal);
  else delete out.content;
  return out;
}

/** The part of a JSON schema's definition that this test reads. */
interface Definition {
  properties?: { type?: { enum?: string[] }; attrs?: Attrs & { anyOf?: Attrs[] } };
}
interface Attrs {
  properties?: Record<string, unknown>;
}

interface Content {
  $ref?: string;
  type?: string;
  properties?: { type?: { enum?: string[] }; content?: Content };
  anyOf?: Content[];
  allOf?: Content[];
  items?: Content | Content[];
}
type Definitions = Record<string, Content>;

function resolved(schemaPart: Content, defs: Definitions): Content[] {
  const parts = [...(schemaPart.anyOf ?? []), ...(schemaPart.allOf ?? [])].flatMap((part) => resolved(part, defs));
  const target = schemaPart.$ref && defs[schemaPart.$ref.replace("#/definitions/", "")];
  return [schemaPart, ...parts, ...(target ? resolved(target, defs) : [])];
}

function typesOf(part: Content, defs: Definitions): string[] {
  return resolved(part, defs).flatMap((found) => found.properties?.type?.enum ?? []);
}

function childrenOf(definition: Content, defs: Definitions): string[] {
  const contents = resolved(definition, defs).flatMap((part) => part.properties?.content ?? []);
  const arrays = contents.flatMap((content) => resolved(content, defs));
  return [...new Set(arrays.flatMap((array) => array.items ?? []).flatMap((item) => typesOf(item, defs)))];
}

/** Every type that may stand somewhere in the content of `parent`. */
function reachable(parent: NodeType): string[] {
  const [seen, found, waiting] = [new Set<ContentMatch>(), new Set<string>(), [parent.contentMatch]];
  for (let match = waiting.pop(); match; match = waiting.pop()) {
    if (seen.has(match)) continue;
    seen.add(match);
    for (let i = 0; i < match.edgeCount; i += 1) {
      found.add(match.edge(i).type.name);
      waiting.push(match.edge(i).next);
    }
  }
  return [...found];
}

describe("ADF through Yjs and the editor's schema", () => {
  it.skipIf(!existsSync(samples))("keeps every sample document unchanged", () => {
    const files = readdirSync(samples).filter((name) => name.endsWith(".json"));
    expect(files.length).toBeGreaterThan(30);
    for (const file of files) {
      const adf = JSON.parse(readFileSync(resolve(samples, file), "utf8")) as AdfNode;
      expect(normal(throughYjs(adf)), file).toEqual(normal(adf));
      const direct = schema.nodeFromJSON(adfToProseMirror(adf));
      direct.check();
      expect(normal(proseMirrorToAdf(direct.toJSON() as AdfNode)), file).toEqual(normal(adf));
    }
  });

  it.skipIf(!existsSync(data))("declares every node, mark and attribute of ADF", () => {
    const full = JSON.parse(readFileSync(resolve(data, "adf-schema/full.json"), "utf8"));
    for (const definition of Object.values<Definition>(full.definitions)) {
      const name: string | undefined = definition.properties?.type?.enum?.[0];
      if (!name || name === "doc" || name === "text") continue;
      const known = BLOCKS[name]?.attrs ?? INLINES[name]?.attrs ?? MARKS[name];
      expect(known, name).toBeDefined();
      const attrs = definition.properties?.attrs ?? {};
      for (const variant of [attrs, ...(attrs.anyOf ?? [])]) {
        for (const key of Object.keys(variant.properties ?? {})) {
          expect(Object.keys(known ?? {}), `${name}.${key}`).toContain(key);
        }
      }
    }
  });

  it.skipIf(!existsSync(data))("lets every child stand where ADF lets it stand", () => {
    const full = JSON.parse(readFileSync(resolve(data, "adf-schema/full.json"), "utf8"));
    const defs = full.definitions as Record<string, Content>;
    let pairs = 0;
    for (const [name, definition] of Object.entries(defs)) {
      const [parent, ...more] = new Set(typesOf(definition, defs));
      const type = parent ? schema.nodes[parent] : undefined;
      // Definitions of several types are unions: kinds of content, not nodes.
      if (!type || more.length || name.endsWith("_mark")) continue;
      for (const child of childrenOf(definition, defs)) {
        pairs += 1;
        expect(reachable(type), `${child} in ${parent}`).toContain(child);
      }
    }
    expect(pairs).toBeGreaterThan(200);
  });

  it("keeps overlapping comments and block marks", () => {
    const adf: AdfNode = {
      type: "doc",
      version: 1,
      content: [
        {
          type: "paragraph",
          marks: [{ type: "alignment", attrs: { align: "center" } }],
          content: [
            { type: "text", text: "plain " },
            {
              type: "text",
              text: "twice",
              marks: [
                { type: "annotation", attrs: { id: "a", annotationType: "inlineComment" } },
                { type: "annotation", attrs: { id: "b", annotationType: "inlineComment" } },
              ],
            },
          ],
        },
      ],
    };
    expect(throughYjs(adf)).toEqual(adf);
  });
});
