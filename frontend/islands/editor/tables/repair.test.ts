import { Editor } from "@tiptap/core";
import { Collaboration } from "@tiptap/extension-collaboration";
import { TableMap } from "@tiptap/pm/tables";
import { afterEach, describe, expect, it } from "vitest";
import * as Y from "yjs";
import { schemaExtensions } from "../schema/schema";
import { insert, newTable, remove, shift } from "./commands";
import { Tables } from "./extension";
import { broken, makeSound } from "./repair";

const editors: Editor[] = [];

function person(doc: Y.Doc): Editor {
  const extensions = [...schemaExtensions(), Collaboration.configure({ document: doc, field: "body" }), Tables];
  const editor = new Editor({ extensions, injectCSS: false });
  editors.push(editor);
  return editor;
}

afterEach(() => {
  for (const editor of editors.splice(0)) editor.destroy();
});

/** Two people with the same table, and what happens when their edits meet. */
function two(rows = 3, columns = 2) {
  const [a, b] = [new Y.Doc(), new Y.Doc()];
  const [ada, ben] = [person(a), person(b)];
  ada.commands.setContent(newTable(ada.schema, rows, columns).toJSON());
  const meet = () => {
    const [fromA, fromB] = [
      Y.encodeStateAsUpdate(a, Y.encodeStateVector(b)),
      Y.encodeStateAsUpdate(b, Y.encodeStateVector(a)),
    ];
    Y.applyUpdate(b, fromA);
    Y.applyUpdate(a, fromB);
  };
  meet();
  return { ada, ben, meet };
}

function go(editor: Editor, command: ReturnType<typeof insert>, row = 1, column = 0): void {
  const table = editor.state.doc.child(0);
  const map = TableMap.get(table);
  editor.commands.setTextSelection(1 + (map.map[row * map.width + column] ?? 0) + 2);
  command(editor.state, editor.view.dispatch);
}

function shape(editor: Editor): string {
  const table = editor.state.doc.child(0);
  return `${table.childCount} × ${[...new Set(table.children.map((row) => row.childCount))].join(",")}`;
}

describe("a table that two people shape at once", () => {
  it("is put right by one of them, not by both against each other", () => {
    const { ada, ben, meet } = two();
    go(ada, insert("column", "after"));
    go(ben, insert("row", "after"));
    meet();
    expect(broken(ada.state.doc)).toBe(true);
    makeSound(ada.view);
    meet();
    expect([shape(ada), shape(ben)]).toEqual(["4 × 3", "4 × 3"]);
  });

  it("comes to rest when both put it right at the same moment", () => {
    const { ada, ben, meet } = two();
    go(ada, insert("column", "before"));
    go(ben, insert("row", "before"));
    meet();
    for (let round = 0; round < 6; round += 1) {
      makeSound(ada.view);
      makeSound(ben.view);
      meet();
    }
    expect(broken(ada.state.doc)).toBe(false);
    expect(ada.getJSON()).toEqual(ben.getJSON());
    expect(shape(ada)).toBe("4 × 3");
  });

  it("stays a table through random edits of both", { timeout: 60_000 }, () => {
    let seed = 7;
    const random = (below: number) => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return seed % below;
    };
    const commands = [
      insert("row", "after"),
      insert("column", "before"),
      remove("column"),
      remove("row"),
      shift("row", 1),
      shift("column", -1),
    ];
    const { ada, ben, meet } = two(3, 3);
    for (let turn = 0; turn < 30; turn += 1) {
      if (ada.state.doc.child(0).type.name !== "table" || shape(ada).length > 6) {
        ada.commands.setContent(newTable(ada.schema, 3, 3).toJSON());
        meet();
      }
      for (const editor of [ada, ben])
        go(editor, commands[random(commands.length)] ?? insert("row", "after"), random(2));
      meet();
      for (let round = 0; round < 6 && broken(ada.state.doc); round += 1) {
        makeSound(ada.view);
        makeSound(ben.view);
        meet();
      }
      expect(broken(ada.state.doc)).toBe(false);
      expect(ada.getJSON()).toEqual(ben.getJSON());
      ada.state.doc.check();
    }
  });

  it("keeps the cells that one has selected while the other types", () => {
    const { ada, ben, meet } = two();
    const map = TableMap.get(ada.state.doc.child(0));
    ada.commands.setCellSelection({ anchorCell: 1 + (map.map[2] ?? 0), headCell: 1 + (map.map[5] ?? 0) });
    go(
      ben,
      (state, dispatch) => {
        dispatch?.(state.tr.insertText("Hello"));
        return true;
      },
      0,
    );
    meet();
    expect(ada.state.doc.textContent).toBe("Hello");
    expect(ada.state.selection.toJSON()).toMatchObject({ type: "cell" });
  });
});
