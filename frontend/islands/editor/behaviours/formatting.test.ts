import { type Command, EditorState, TextSelection } from "@tiptap/pm/state";
import { describe, expect, it } from "vitest";
import { type AdfNode, adfToProseMirror, proseMirrorToAdf } from "../schema/adf";
import { BACKGROUND_COLORS, HUES, hueOf, TEXT_COLORS } from "../schema/colors";
import { adfSchema } from "../schema/schema";
import { indentCode, outdentCode } from "./code";
import { align, clearFormatting, indentBy, isAligned, outdentAtStart, setColor } from "./formatting";

const schema = adfSchema();
const p = (text: string, marks?: object[]): AdfNode =>
  ({ type: "paragraph", content: text ? [{ type: "text", text, ...(marks ? { marks } : {}) }] : [] }) as AdfNode;
const doc = (...content: object[]) => ({ type: "doc", content }) as AdfNode;

/** A state whose selection goes from the begin of the first text `from` to the end of `to`. */
function open(body: AdfNode, from?: string, to = from): EditorState {
  const node = schema.nodeFromJSON(adfToProseMirror(body));
  let [start, end] = [1, 1];
  node.descendants((child, pos) => {
    if (child.isText && child.text === from) start = pos;
    if (child.isText && child.text === to) end = pos + child.nodeSize;
  });
  return EditorState.create({ doc: node, selection: TextSelection.create(node, start, end) });
}

function apply(state: EditorState, ...commands: Command[]): EditorState {
  return commands.reduce((before, command) => {
    let after = before;
    command(before, (tr) => {
      after = before.apply(tr);
    });
    return after;
  }, state);
}

const content = (state: EditorState) => proseMirrorToAdf(state.doc.toJSON() as AdfNode).content ?? [];

describe("alignment and indentation", () => {
  it("aligns every selected paragraph, and back", () => {
    const state = apply(open(doc(p("one"), p("two"), p("three")), "one", "two"), align("center"));
    expect(content(state).map((node) => node.marks?.[0]?.attrs?.align)).toEqual(["center", "center", undefined]);
    expect(isAligned(state, "center")).toBe(true);
    expect(content(apply(state, align("start")))).toEqual(doc(p("one"), p("two"), p("three")).content);
  });

  it("indents between none and six, and takes the place of alignment as ADF wants", () => {
    const state = apply(open(doc(p("one")), "one"), align("end"), ...Array<Command>(9).fill(indentBy(1)));
    expect(content(state)[0]?.marks).toEqual([{ type: "indentation", attrs: { level: 6 } }]);
    expect(content(apply(state, ...Array<Command>(9).fill(indentBy(-1))))[0]?.marks).toBeUndefined();
  });

  it("leaves alone what ADF lets stand plain only", () => {
    const panel = doc({ type: "panel", attrs: { panelType: "info" }, content: [p("one")] });
    expect(align("center")(open(panel, "one"))).toBe(false);
    expect(indentBy(1)(open(panel, "one"))).toBe(false);
  });

  it("keeps other marks of the block", () => {
    const small = { ...p("one"), marks: [{ type: "fontSize", attrs: { fontSize: "small" } }] };
    expect(content(apply(open(doc(small), "one"), indentBy(1)))[0]?.marks).toHaveLength(2);
  });

  it("backspace at the start goes one step out", () => {
    const state = apply(open(doc(p("one"))), indentBy(1), indentBy(1), outdentAtStart);
    expect(content(state)[0]?.marks?.[0]?.attrs?.level).toBe(1);
  });
});

describe("colours and clearing", () => {
  it("colours the words, changes the colour, takes it off", () => {
    const red = apply(
      open(doc(p("one")), "one"),
      setColor("textColor", TEXT_COLORS.blue),
      setColor("textColor", TEXT_COLORS.red),
    );
    expect(content(red)[0]?.content?.[0]?.marks).toEqual([{ type: "textColor", attrs: { color: TEXT_COLORS.red } }]);
    expect(content(apply(red, setColor("textColor", null)))).toEqual(doc(p("one")).content);
  });

  it("clears the look and keeps links", () => {
    const link = { type: "link", attrs: { href: "/pages/1/" } };
    const state = open(doc(p("one", [link, { type: "strong" }, { type: "underline" }])), "one");
    const cleared = apply(state, align("center"), clearFormatting);
    expect(content(cleared)).toEqual(doc(p("one", [link])).content);
  });

  it("every colour of the palette is shown in its own tone", () => {
    for (const palette of [TEXT_COLORS, BACKGROUND_COLORS]) {
      for (const hue of HUES) expect(`${palette[hue]} ${hueOf(palette[hue])}`).toBe(`${palette[hue]} ${hue}`);
    }
    expect(["#000000", "#ffffff", "red", null, "#fff"].map(hueOf)).toEqual(Array(5).fill("grey"));
  });
});

describe("lines of code", () => {
  const code = (text: string) => open(doc({ type: "codeBlock", content: [{ type: "text", text }] }), text);

  it("go in and out together", () => {
    const state = apply(code("a\n b\n\tc"), indentCode);
    expect(state.doc.textContent).toBe("  a\n   b\n  \tc");
    expect(apply(state, outdentCode, outdentCode).doc.textContent).toBe("a\nb\nc");
  });

  it("are nothing elsewhere", () => expect(indentCode(open(doc(p("one")), "one"))).toBe(false));
});
