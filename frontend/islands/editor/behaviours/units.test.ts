import { EditorState, TextSelection } from "@tiptap/pm/state";
import { describe, expect, it } from "vitest";
import { type AdfNode, adfToProseMirror, proseMirrorToAdf } from "../schema/adf";
import { adfSchema } from "../schema/schema";
import { canMove, deleteUnit, duplicateUnit, moveUnit, stepTarget, unitAt } from "./units";

const schema = adfSchema();
const text = (words: string) => [{ type: "text", text: words }];
const p = (words: string) => ({ type: "paragraph", content: text(words) });
const li = (...content: object[]) => ({ type: "listItem", content });
const ul = (...content: object[]) => ({ type: "bulletList", content });
const task = (words: string) => ({ type: "taskItem", attrs: { state: "TODO", localId: words }, content: text(words) });
const tasks = (...content: object[]) => ({ type: "taskList", attrs: { localId: "list" }, content });
const panel = (...content: object[]) => ({ type: "panel", attrs: { panelType: "info" }, content });

function open(content: object[], words: string): EditorState {
  const doc = schema.nodeFromJSON(adfToProseMirror({ type: "doc", content } as AdfNode));
  doc.check();
  let at = 0;
  doc.descendants((node, pos) => {
    if (node.text === words) at = pos;
  });
  return EditorState.create({ doc, selection: TextSelection.create(doc, at) });
}

const unit = (state: EditorState, whole = false) => {
  const found = unitAt(state.selection.$from, whole);
  if (!found) throw new Error("no unit");
  return found;
};

function step(state: EditorState, by: -1 | 1): EditorState | null {
  const to = stepTarget(state.doc, unit(state), by);
  const tr = to === null ? null : moveUnit(state, unit(state), to);
  if (!tr) return null;
  tr.doc.check();
  return state.apply(tr);
}

/** The shape in one line: `p(a) ul(li(p(b)))`. */
function shape(node: AdfNode): string {
  if (node.type === "text") return node.text ?? "";
  const short: Record<string, string> = { paragraph: "p", bulletList: "ul", listItem: "li", taskItem: "task" };
  const inner = (node.content ?? []).map(shape).join(" ");
  return node.type === "doc" ? inner : `${short[node.type] ?? node.type}(${inner})`;
}
const see = (state: EditorState | null) => (state ? shape(proseMirrorToAdf(state.doc.toJSON() as AdfNode)) : null);

describe("one step up or down", () => {
  it("paragraphs change places, and the caret stays in the moved one", () => {
    const moved = step(open([p("a"), p("b"), p("c")], "b"), -1);
    expect(see(moved)).toBe("p(b) p(a) p(c)");
    expect(moved?.selection.$from.parent.textContent).toBe("b");
    expect(see(moved && step(moved, -1))).toBe(null);
  });

  it("items move in their list, beyond it into a list of their own, and back", () => {
    const state = open([p("x"), ul(li(p("a")), li(p("b")))], "b");
    const first = step(state, -1);
    expect(see(first)).toBe("p(x) ul(li(p(b)) li(p(a)))");
    const out = first && step(first, -1);
    expect(see(out)).toBe("ul(li(p(b))) p(x) ul(li(p(a)))");
    expect(see(out && step(out, 1))).toBe("p(x) ul(li(p(b)) li(p(a)))");
  });

  it("nested items come out beside the item they were in", () => {
    const state = open([ul(li(p("a"), ul(li(p("b")))), li(p("c")))], "b");
    expect(see(step(state, 1))).toBe("ul(li(p(a)) li(p(b)) li(p(c)))");
  });

  it("an action item takes along what is below it", () => {
    const state = open([tasks(task("a"), tasks(task("under")), task("b"))], "a");
    expect(see(step(state, 1))).toBe("taskList(task(b) task(a) taskList(task(under)))");
    expect(see(step(open([tasks(task("a"), tasks(task("under")), task("b"))], "b"), -1))).toBe(
      "taskList(task(b) task(a) taskList(task(under)))",
    );
  });

  it("leaves a panel at its edge, which keeps a line", () => {
    expect(see(step(open([p("x"), panel(p("a"))], "a"), -1))).toBe("p(x) p(a) panel(p())");
  });

  it("stays in its cell", () => {
    const cell = { type: "tableCell", content: [p("a")] };
    expect(step(open([{ type: "table", content: [{ type: "tableRow", content: [cell] }] }], "a"), 1)).toBe(null);
  });
});

describe("taking hold", () => {
  it("the pointer takes tables and panels as a whole, the keyboard what is inside", () => {
    const state = open([panel(p("a"), p("b"))], "b");
    expect(unit(state, true).nodes[0]?.type.name).toBe("panel");
    expect(unit(state).nodes[0]?.textContent).toBe("b");
  });

  it("copies with other ids, deletes lists that become empty, never leaves nothing", () => {
    const state = open([tasks(task("a"))], "a");
    const copy = state.apply(duplicateUnit(state, unit(state)));
    expect(see(copy)).toBe("taskList(task(a) task(a))");
    expect(copy.doc.firstChild?.lastChild?.attrs.localId).toBe(null);
    expect(see(state.apply(deleteUnit(state, unit(state))))).toBe("p()");
    const items = open([p("x"), ul(li(p("a")))], "a");
    expect(see(items.apply(deleteUnit(items, unit(items))))).toBe("p(x)");
  });

  it("goes only where it may stand", () => {
    const row = { type: "tableRow", content: [{ type: "tableCell", content: [p("in")] }] };
    const state = open([p("x"), panel(p("a")), { type: "table", content: [row] }], "in");
    const table = unit(state, true);
    expect(canMove(state.doc, table, 4)).toBe(false);
    expect(canMove(state.doc, table, 0)).toBe(true);
  });
});
