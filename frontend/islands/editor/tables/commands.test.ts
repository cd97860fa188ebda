import type { Node as PmNode } from "@tiptap/pm/model";
import { type Command, EditorState, TextSelection } from "@tiptap/pm/state";
import { CellSelection, TableMap } from "@tiptap/pm/tables";
import { describe, expect, it } from "vitest";
import { adfSchema } from "../schema/schema";
import { cellsAsText, fillCells, parseTabs } from "./clipboard";
import {
  insert,
  leaveBelow,
  newTable,
  remove,
  removeSelection,
  select,
  selectMore,
  setCells,
  shift,
  toggleHeader,
  toggleNumbers,
} from "./commands";
import { spotOf } from "./grid";
import { numberIn, sortRows } from "./sort";
import { columnWidths, evenOut, resized, widen } from "./widths";

const schema = adfSchema();

type Cell = string | { type?: string; text?: string; attrs?: Record<string, unknown> };

/** "H:" begins a header cell. */
function cell(from: Cell) {
  const { text = "", attrs = {}, type } = typeof from === "string" ? { text: from } : from;
  const header = type === "tableHeader" || text.startsWith("H:");
  const words = text.replace(/^H:/, "");
  const content = [{ type: "paragraph", content: words ? [{ type: "text", text: words }] : [] }];
  return { type: header ? "tableHeader" : "tableCell", attrs, content };
}

/** A table with the caret in the cell at `row`, `column`. */
function at(rows: Cell[][], row = 0, column = 0): EditorState {
  const content = rows.map((cells) => ({ type: "tableRow", content: cells.map(cell) }));
  const doc = schema.nodeFromJSON({ type: "doc", content: [{ type: "table", content }] });
  const state = EditorState.create({ doc });
  return caret(state, row, column);
}

function caret(state: EditorState, row: number, column: number): EditorState {
  const map = TableMap.get(state.doc.child(0));
  const pos = 1 + (map.map[row * map.width + column] ?? 0) + 2;
  return state.apply(state.tr.setSelection(TextSelection.create(state.doc, pos)));
}

function range(state: EditorState, from: [number, number], to: [number, number]): EditorState {
  const map = TableMap.get(state.doc.child(0));
  const pos = ([row, column]: [number, number]) => 1 + (map.map[row * map.width + column] ?? 0);
  return state.apply(state.tr.setSelection(CellSelection.create(state.doc, pos(from), pos(to)) as never));
}

function having(state: EditorState, command: Command): EditorState {
  let next = state;
  expect(
    command(state, (tr) => {
      next = state.apply(tr);
    }),
  ).toBe(true);
  next.doc.check();
  if (next.doc.child(0).type.name === "table") expect(TableMap.get(next.doc.child(0)).problems).toBeNull();
  return next;
}

/** "a|b / c|d", headers with H:, merged cells with their spans. */
function short(state: EditorState | PmNode): string {
  const table = state instanceof EditorState ? state.doc.child(0) : state;
  const rows: string[] = [];
  table.forEach((row) => {
    const cells: string[] = [];
    row.forEach((node) => {
      const { colspan, rowspan } = node.attrs;
      const spans = colspan > 1 || rowspan > 1 ? `(${rowspan}x${colspan})` : "";
      cells.push(`${node.type.name === "tableHeader" ? "H:" : ""}${node.textContent}${spans}`);
    });
    rows.push(cells.join("|"));
  });
  return rows.join(" / ");
}

const plain = [
  ["a", "b"],
  ["c", "d"],
];
const headed = [
  ["H:x", "H:y"],
  ["a", "b"],
  ["c", "d"],
];

describe("rows and columns", () => {
  it("come before and after, with the caret in them", () => {
    expect(short(having(at(plain, 0, 1), insert("row", "after")))).toBe("a|b / | / c|d");
    expect(short(having(at(plain), insert("column", "before")))).toBe("|a|b / |c|d");
    const state = having(at(plain, 1, 1), insert("row", "after"));
    expect(spotOf(state)?.rect).toMatchObject({ top: 2, left: 1 });
  });

  it("leave headers where headers are", () => {
    expect(short(having(at(headed), insert("row", "before")))).toBe("H:|H: / x|y / a|b / c|d");
    expect(short(having(at(headed, 0, 1), insert("column", "after")))).toBe("H:x|H:y|H: / a|b| / c|d|");
    expect(short(having(at(headed, 1), shift("row", -1)))).toBe("H:a|H:b / x|y / c|d");
  });

  it("move with what merged cells hold together, and the caret goes along", () => {
    const merged = [[{ text: "tall", attrs: { rowspan: 2 } }, "b"], ["d"], ["e", "f"]];
    const state = having(at(merged, 2, 1), shift("row", -1));
    expect(short(state)).toBe("e|f / tall(2x1)|b / d");
    expect(spotOf(state)?.rect).toMatchObject({ top: 0, left: 1 });
    expect(short(having(at(merged, 0, 1), shift("column", -1)))).toBe("b|tall(2x1) / d / f|e");
    expect(shift("row", -1)(at(plain))).toBe(false);
  });

  it("go, and with the last of them the table", () => {
    expect(short(having(at(plain, 0), remove("row")))).toBe("c|d");
    expect(short(having(at(plain, 0, 1), remove("column")))).toBe("a / c");
    const gone = having(range(at(plain), [0, 0], [1, 1]), remove("row"));
    expect(gone.doc.child(0).type.name).toBe("paragraph");
  });
});

describe("selections", () => {
  it("grow from the cell to the table with Ctrl+A", () => {
    const once = having(at(plain), selectMore);
    expect(once.doc.textBetween(once.selection.from, once.selection.to)).toBe("a");
    expect(having(once, selectMore).selection).toBeInstanceOf(CellSelection);
  });

  it("of whole rows and columns go by Backspace, others are only emptied", () => {
    expect(short(having(having(at(plain), select("row")), removeSelection))).toBe("c|d");
    expect(short(having(having(at(plain), select("column")), removeSelection))).toBe("b / d");
    expect(removeSelection(range(at(plain), [0, 0], [0, 0]))).toBe(false);
  });

  it("leave the table downwards at the end of the document", () => {
    const state = having(at(plain, 1), leaveBelow);
    expect(state.doc.childCount).toBe(2);
    expect(leaveBelow(at(plain, 0))).toBe(false);
  });
});

describe("looks", () => {
  it("has header rows and columns, on and off", () => {
    const row = having(at(plain), toggleHeader("row"));
    expect(short(row)).toBe("H:a|H:b / c|d");
    const both = having(row, toggleHeader("column"));
    expect(short(both)).toBe("H:a|H:b / H:c|d");
    expect(short(having(both, toggleHeader("row")))).toBe("H:a|b / H:c|d");
  });

  it("numbers rows and colours cells", () => {
    const state = having(at(plain), toggleNumbers);
    expect(state.doc.child(0).attrs.isNumberColumnEnabled).toBe(true);
    expect(having(state, toggleNumbers).doc.child(0).attrs.isNumberColumnEnabled).toBeNull();
    const coloured = having(range(at(plain), [0, 0], [1, 0]), setCells("background", "#deebff"));
    const cells = [0, 1].map((row) => coloured.doc.child(0).child(row).child(0).attrs.background);
    expect(cells).toEqual(["#deebff", "#deebff"]);
  });

  it("gives a column what its neighbour has to give", () => {
    expect(resized([100, 200, 100], [0, 1], 60)).toEqual([160, 140, 100]);
    expect(resized([100, 200, 100], [0, 1], 300)).toEqual([400, 48, 100]);
    expect(resized([100, 200, 100], [1, 2], -300)).toEqual([100, 48, 252]);
    expect(resized([100, 200, 100], [2, 3], 50)).toEqual([100, 200, 150]);
  });

  it("keeps one width for each column", () => {
    const state = having(at(plain, 0, 1), widen([100, 200], [1, 2], 24));
    expect(columnWidths(state.doc.child(0))).toEqual([100, 224]);
    expect(columnWidths(having(state, evenOut([100, 224])).doc.child(0))).toEqual([162, 162]);
    expect(columnWidths(having(state, insert("column", "after")).doc.child(0))).toEqual([100, 224, 160]);
  });
});

describe("sorting", () => {
  const amounts = [
    ["H:who", "H:sum"],
    ["b", "1,200"],
    ["c", ""],
    ["a", "90.5"],
    ["d", "-3"],
  ];

  it("takes numbers as numbers, empty cells last, the header not at all", () => {
    expect(short(having(at(amounts, 2, 1), sortRows("ascending")))).toBe("H:who|H:sum / d|-3 / a|90.5 / b|1,200 / c|");
    expect(short(having(at(amounts, 2, 1), sortRows("descending")))).toBe("H:who|H:sum / b|1,200 / a|90.5 / d|-3 / c|");
    expect(short(having(at(amounts), sortRows("ascending")))).toBe("H:who|H:sum / a|90.5 / b|1,200 / c| / d|-3");
  });

  it("reads numbers as people write them", () => {
    expect(["1,200", "1.200,5", "3.5 %", "€ 12", "−4", "12,5"].map(numberIn)).toEqual([
      1200, 1200.5, 3.5, 12, -4, 12.5,
    ]);
    expect(numberIn("v2")).toBeNaN();
  });
});

describe("cells on the clipboard", () => {
  it("are text with tabs", () => {
    expect(cellsAsText(range(at(headed), [0, 0], [1, 1]))).toBe("x\ty\na\tb");
    expect(cellsAsText(at(headed))).toBeNull();
  });

  it("come out of a spreadsheet's text, line breaks in quotes included", () => {
    expect(parseTabs('a\t"two\nlines"\r\n"say ""hi"""\t\r\n')).toEqual([
      ["a", "two\nlines"],
      ['say "hi"', ""],
    ]);
    expect(parseTabs("1\t2\n3")).toEqual([
      ["1", "2"],
      ["3", ""],
    ]);
  });

  it("fill cells and make room for the rest", () => {
    const words = (text: string) => ({
      content: schema.node("doc", null, [schema.node("paragraph", null, schema.text(text))]).content,
      background: null,
    });
    const state = at(headed, 2, 1);
    const spot = spotOf(state);
    const area = [["1", "2"].map(words), ["3", "4"].map(words)];
    const next = spot && state.apply(fillCells(state.tr, spot, area));
    expect(next && short(next)).toBe("H:x|H:y|H: / a|b| / c|1|2 / |3|4");
    next?.doc.check();
    const all = range(at(plain), [0, 0], [1, 1]);
    const whole = spotOf(all);
    expect(whole && short(all.apply(fillCells(all.tr, whole, [[words("z")]])))).toBe("z|z / z|z");
  });
});

it("makes a new table with a header row", () => {
  expect(short(newTable(schema, 2, 3))).toBe("H:|H:|H: / ||");
});
