import type { Node as PmNode } from "@tiptap/pm/model";
import { EditorState, TextSelection } from "@tiptap/pm/state";
import { describe, expect, it } from "vitest";
import type { AdfNode } from "../schema/adf";
import { adfSchema } from "../schema/schema";
import { indentItem, outdentItem, splitItem, toggleItems, unwrapItem } from "./items";

const schema = adfSchema();
type Command = ReturnType<typeof toggleItems>;

const p = (text: string): AdfNode => block("paragraph", text);
const task = (text: string): AdfNode => block("taskItem", text);
const tasks = (...content: AdfNode[]): AdfNode => ({ type: "taskList", content });
const bullets = (...texts: string[]): AdfNode => ({
  type: "bulletList",
  content: texts.map((text) => ({ type: "listItem", content: [p(text)] })),
});

function block(type: string, text: string): AdfNode {
  return text ? { type, content: [{ type: "text", text }] } : { type };
}

/** A document with the caret (or the selection, with two) where "|" stands. */
function at(...content: AdfNode[]): EditorState {
  const doc = schema.nodeFromJSON({ type: "doc", content });
  let state = EditorState.create({ doc });
  const found: number[] = [];
  doc.descendants((node, pos) => {
    if (node.isText) for (const bar of node.text?.matchAll(/\|/g) ?? []) found.push(pos + bar.index);
  });
  const tr = state.tr;
  for (const pos of [...found].reverse()) tr.delete(pos, pos + 1);
  const [from = 1, to = from + 1] = found;
  tr.setSelection(TextSelection.create(tr.doc, from, found.length > 1 ? to - 1 : from));
  state = state.apply(tr);
  return state;
}

/** What stands there after a command, in short: list[item one, item two]. */
function result(state: EditorState, command: Command): string {
  let next = state;
  const done = command(state, (tr) => {
    next = state.apply(tr);
  });
  next.doc.check();
  return done ? short(next) : "no";
}

function short(state: EditorState): string {
  const caret = state.selection.head;
  const draw = (node: PmNode, pos: number): string => {
    if (node.isTextblock) {
      const inside = caret > pos && caret < pos + node.nodeSize;
      const cut = caret - pos - 1;
      const text = inside ? `${node.textContent.slice(0, cut)}|${node.textContent.slice(cut)}` : node.textContent;
      return `${node.type.name}(${text})`;
    }
    const parts: string[] = [];
    node.forEach((child, offset) => {
      parts.push(draw(child, node.type.name === "doc" ? offset : pos + 1 + offset));
    });
    return node.type.name === "doc" ? parts.join(" ") : `${node.type.name}[${parts.join(" ")}]`;
  };
  return draw(state.doc, 0);
}

describe("action items and decisions", () => {
  it("turn paragraphs into items and back, with the caret in its words", () => {
    expect(result(at(p("on|e")), toggleItems("taskItem"))).toBe("taskList[taskItem(on|e)]");
    expect(result(at(p("o|ne"), p("tw|o"), p("three")), toggleItems("decisionItem"))).toBe(
      "decisionList[decisionItem(one) decisionItem(tw|o)] paragraph(three)",
    );
    expect(result(at(tasks(task("a"), task("b|"), task("c"))), toggleItems("taskItem"))).toBe(
      "taskList[taskItem(a)] paragraph(b|) taskList[taskItem(c)]",
    );
  });

  it("keep the lines of code apart", () => {
    const code = { type: "codeBlock", content: [{ type: "text", text: "a|\nb" }] };
    expect(result(at(code), toggleItems("taskItem"))).toBe("taskList[taskItem(a|b)]");
    let made = at(code);
    toggleItems("taskItem")(made, (tr) => {
      made = made.apply(tr);
    });
    expect(made.doc.firstChild?.firstChild?.children.map((node) => node.type.name)).toEqual([
      "text",
      "hardBreak",
      "text",
    ]);
  });

  it("take one entry out of a list of bullets", () => {
    expect(result(at(bullets("a", "|b", "c")), toggleItems("taskItem"))).toBe(
      "bulletList[listItem[paragraph(a)]] taskList[taskItem(|b)] bulletList[listItem[paragraph(c)]]",
    );
  });

  it("split on Enter, above when the caret is at the start, out when empty", () => {
    expect(result(at(tasks(task("one |two"))), splitItem)).toBe("taskList[taskItem(one ) taskItem(|two)]");
    expect(result(at(tasks(task("|one"))), splitItem)).toBe("taskList[taskItem() taskItem(|one)]");
    expect(result(at(tasks(task("a"), task("|"))), splitItem)).toBe("taskList[taskItem(a)] paragraph(|)");
    expect(result(at(tasks(task("a"), tasks(task("|")))), splitItem)).toBe("taskList[taskItem(a) taskItem(|)]");
    expect(result(at(p("not| an item")), splitItem)).toBe("no");
  });

  it("start over as a paragraph on Backspace at their start", () => {
    expect(result(at(tasks(task("|a"))), unwrapItem)).toBe("paragraph(|a)");
    expect(result(at(tasks(task("a|"))), unwrapItem)).toBe("no");
  });

  it("move in and out with what is under them", () => {
    const flat = at(tasks(task("a"), task("|b"), tasks(task("c")), task("d")));
    expect(result(flat, indentItem)).toBe(
      "taskList[taskItem(a) taskList[taskItem(|b) taskList[taskItem(c)]] taskItem(d)]",
    );
    const nested = at(tasks(task("a"), tasks(task("b"), task("c|"), task("d"))));
    expect(result(nested, outdentItem)).toBe(
      "taskList[taskItem(a) taskList[taskItem(b)] taskItem(c|) taskList[taskItem(d)]]",
    );
  });
});
