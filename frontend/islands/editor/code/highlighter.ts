// What the words of a piece of code are. A chunk of its own, loaded with the first code block that has a language.
import type { Element, ElementContent } from "hast";
import { createLowlight } from "lowlight";
import type { Language } from "./languages";

export interface Word {
  from: number;
  to: number;
  /** One of the classes of `styles/components/code.css`, which the server writes too. */
  kind: string;
}

const KINDS: Record<string, string> = {
  addition: "inserted",
  attr: "attr",
  attribute: "attr",
  built_in: "type",
  bullet: "keyword",
  char: "string",
  comment: "comment",
  deletion: "deleted",
  doctag: "meta",
  keyword: "keyword",
  literal: "number",
  meta: "meta",
  name: "tag",
  number: "number",
  property: "attr",
  quote: "comment",
  regexp: "string",
  section: "title",
  string: "string",
  symbol: "number",
  title: "title",
  type: "type",
  variable: "variable",
};

const lowlight = createLowlight();

export async function learn(language: Language): Promise<void> {
  if (!language.load || lowlight.registered(language.id)) return;
  const { default: grammar } = await language.load();
  lowlight.register(language.id, grammar);
}

export function wordsOf(language: Language, code: string): Word[] {
  if (!lowlight.registered(language.id)) return [];
  const words: Word[] = [];
  let at = 0;
  const walk = (nodes: ElementContent[], kind: string) => {
    for (const node of nodes) {
      if (node.type === "element") walk(node.children, kindOf(node) || kind);
      else if (node.type === "text") {
        if (kind) words.push({ from: at, to: at + node.value.length, kind });
        at += node.value.length;
      }
    }
  };
  walk(lowlight.highlight(language.id, code).children as ElementContent[], "");
  return words;
}

function kindOf(element: Element): string {
  const classes = element.properties.className;
  for (const name of Array.isArray(classes) ? classes : []) {
    const scope = String(name).replace(/^hljs-/, "");
    if (scope.startsWith("selector-")) return "tag";
    const kind = KINDS[scope];
    if (kind) return kind;
  }
  return "";
}
