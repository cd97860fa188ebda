// What one types into a block while somebody else moves it, with two and three editors on one document.
import { Editor } from "@tiptap/core";
import { Collaboration } from "@tiptap/extension-collaboration";
import { afterEach, describe, expect, it } from "vitest";
import * as Y from "yjs";
import { schemaExtensions } from "../schema/schema";
import { newTable, shift } from "../tables/commands";
import { Tables } from "../tables/extension";
import { align } from "./align";
import { CarryOver } from "./carryOver";
import { moveUnit, stepTarget, unitAt } from "./units";

const editors: Editor[] = [];

afterEach(() => {
  for (const editor of editors.splice(0)) editor.destroy();
});

interface Person {
  doc: Y.Doc;
  editor: Editor;
}

function person(): Person {
  const doc = new Y.Doc();
  const extensions = [
    ...schemaExtensions(),
    Collaboration.configure({ document: doc, field: "body" }),
    CarryOver,
    Tables,
  ];
  const editor = new Editor({ extensions, injectCSS: false });
  editors.push(editor);
  return { doc, editor };
}

/** Everybody hears from everybody, twice: what is carried over is news of its own. */
async function meet(...people: Person[]): Promise<void> {
  for (let round = 0; round < 3; round += 1) {
    const news = people.map(({ doc }) => Y.encodeStateAsUpdate(doc));
    for (const { doc } of people) for (const update of news) Y.applyUpdate(doc, update);
    await Promise.resolve();
  }
}

async function together(count: number, ...blocks: string[]): Promise<Person[]> {
  const people = Array.from({ length: count }, person);
  const content = blocks.map((text) => ({ type: "paragraph", content: text ? [{ type: "text", text }] : [] }));
  people[0]?.editor.commands.setContent({ type: "doc", content });
  await meet(...people);
  return people;
}

/** The position right before `text`. */
function at({ editor }: Person, text: string): number {
  let found = -1;
  editor.state.doc.descendants((node, pos) => {
    const index = node.isText ? (node.text ?? "").indexOf(text) : -1;
    if (index >= 0 && found < 0) found = pos + index;
  });
  return found;
}

function type(who: Person, words: string, before: string, after = 0): void {
  const { view } = who.editor;
  who.editor.commands.setTextSelection(at(who, before) + after);
  for (const letter of words) view.dispatch(view.state.tr.insertText(letter));
}

function move(who: Person, text: string, step: -1 | 1): void {
  const { state, view } = who.editor;
  const unit = unitAt(state.doc.resolve(at(who, text)));
  const to = unit && stepTarget(state.doc, unit, step);
  const tr = unit && to !== null ? moveUnit(state, unit, to) : null;
  if (!tr) throw new Error("does not move");
  view.dispatch(tr);
}

const lines = ({ editor }: Person) => editor.state.doc.children.map((node) => node.textContent);

describe("words typed into a block that somebody moves", () => {
  it.each([
    ["of two", ["one", "two"], ["two", "one and a half"]],
    ["of many", ["one", "two", "three", "four"], ["two", "one and a half", "three", "four"]],
  ])("go along with it %s", async (_name, before, after) => {
    const [ada, ben] = (await together(2, ...before)) as [Person, Person];
    type(ben, " and a half", "one", 3);
    move(ada, "one", 1);
    await meet(ada, ben);
    expect(lines(ada)).toEqual(after);
    expect(lines(ben)).toEqual(after);
    const { $head } = ben.editor.state.selection;
    expect([$head.parent.textContent, $head.parentOffset]).toEqual(["one and a half", 14]);
  });

  it("go along when they were typed at several places, over older ones, by two", async () => {
    const [ada, ben, cleo] = (await together(3, "the boat lies here", "x", "y")) as [Person, Person, Person];
    type(ben, "old ", "boat");
    await meet(ada, ben, cleo);
    type(ben, "grey ", "boat");
    type(ben, " now", "here", 4);
    type(cleo, "still ", "lies");
    move(ada, "the old", 1);
    await meet(ada, ben, cleo);
    for (const who of [ada, ben, cleo]) expect(lines(who)).toEqual(["x", "the old grey boat still lies here now", "y"]);
  });

  it("go along into what it was turned into, with their marks", async () => {
    const [ada, ben] = (await together(2, "costs", "y")) as [Person, Person];
    ben.editor
      .chain()
      .setTextSelection(6)
      .insertContent({ type: "text", text: " much", marks: [{ type: "strong" }] })
      .run();
    ada.editor.chain().setTextSelection(2).setNode("heading", { level: 2 }).run();
    await meet(ada, ben);
    expect(lines(ada)).toEqual(["costs much", "y"]);
    expect(lines(ben)).toEqual(lines(ada));
    expect(ben.editor.state.doc.child(0).type.name).toBe("heading");
    expect(ada.editor.state.doc.child(0).lastChild?.marks[0]?.type.name).toBe("strong");
  });

  it("go along with an empty line, and are not brought back when it was deleted", async () => {
    const [ada, ben] = (await together(2, "one", "two", "")) as [Person, Person];
    ben.editor.commands.setTextSelection(ben.editor.state.doc.content.size - 1);
    ben.editor.commands.insertContent("new");
    const { state, view } = ada.editor;
    const unit = unitAt(state.doc.resolve(state.doc.content.size - 1));
    const tr = unit && moveUnit(state, unit, 0);
    if (tr) view.dispatch(tr);
    await meet(ada, ben);
    expect(lines(ada)).toEqual(["new", "one", "two"]);
    type(ben, "!", "two", 3);
    ada.editor.commands.deleteRange({ from: at(ada, "two") - 1, to: at(ada, "two") + 4 });
    await meet(ada, ben);
    expect(lines(ada)).toEqual(["new", "one"]);
    expect(lines(ben)).toEqual(["new", "one"]);
  });

  it.each(["row", "column"] as const)("go along with a %s", async (axis) => {
    const [ada, ben] = (await together(2, "")) as [Person, Person];
    ada.editor.commands.setContent(newTable(ada.editor.schema, 3, 2).toJSON());
    const cells = (who: Person) => {
      const found: number[] = [];
      who.editor.state.doc.descendants((node, pos) => {
        if (/^table(Cell|Header)$/.test(node.type.name)) found.push(pos + 2);
      });
      return found;
    };
    for (const [index, word] of ["a", "b", "c", "d", "e", "f"].entries()) {
      ada.editor.view.dispatch(ada.editor.state.tr.insertText(word, cells(ada)[index] ?? 0));
    }
    expect(cells(ada)).toHaveLength(6);
    await meet(ada, ben);
    type(ben, " more", "c", 1);
    ada.editor.commands.setTextSelection(at(ada, "c"));
    shift(axis, 1)(ada.editor.state, ada.editor.view.dispatch);
    await meet(ada, ben);
    const words = (who: Person) => cells(who).map((pos) => who.editor.state.doc.resolve(pos).parent.textContent);
    const wanted = { row: ["a", "b", "e", "f", "c more", "d"], column: ["b", "a", "d", "c more", "f", "e"] }[axis];
    expect(words(ada)).toEqual(wanted);
    expect(words(ben)).toEqual(wanted);
  });
});

describe("align", () => {
  const typed = (own: string) => [...own].map((one, clock) => ({ own: one === "1", clock }));

  it("leaves out what was typed last", () => {
    expect(align("abab", typed("1100"), "ab")).toEqual([-1, -1, 0, 1]);
    expect(align("hello", typed("11111"), "")).toEqual([-1, -1, -1, -1, -1]);
  });

  it("finds the common words where the copy has others too", () => {
    expect(align("the old boat", typed("000011110000"), "the big boat")?.slice(8)).toEqual([8, 9, 10, 11]);
    expect(align("something", typed("000000011"), "elsewhere")).toBeNull();
  });
});
