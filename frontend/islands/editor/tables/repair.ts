// Tables that stay rectangular when several people shape one at once.
//
// One's own edits are put right at once. What merges out of two people's edits is put right a moment later, by one
// browser after another in the order of their ids, because two browsers that both pad a short row make it too long.
// And since padding twice can't be ruled out (a slow line, two tabs), surplus empty cells are cut off rather than
// matched by more: cutting the same cell twice cuts it once, so that no two browsers can chase each other.
import type { Node as PmNode } from "@tiptap/pm/model";
import { type EditorState, Plugin, PluginKey, type Transaction } from "@tiptap/pm/state";
import { fixTables, TableMap } from "@tiptap/pm/tables";
import type { EditorView } from "@tiptap/pm/view";
import { nodesWhere } from "../behaviours/blockwise";
import { fromElsewhere, keepPlace } from "./keep";

const FIRST_MS = 300;
const STEP_MS = 1500;
const LAST_RANK = 5;

export const repairKey = new PluginKey<boolean>("tableRepair");

/** `rank` is 0 in the browser that goes first. */
export function repairPlugin(rank: () => number): Plugin<boolean> {
  return new Plugin<boolean>({
    key: repairKey,
    state: {
      init: (_config, state) => broken(state.doc),
      apply: (tr, was) => (tr.docChanged && (was || fromElsewhere(tr)) ? broken(tr.doc) : was),
    },
    appendTransaction: (transactions, old, state) => {
      if (transactions.some(fromElsewhere)) return keepPlace(transactions, old, state);
      if (repairKey.getState(old) || !transactions.some((tr) => tr.docChanged)) return null;
      return repaired(state, old);
    },
    view: () => waiting(rank),
  });
}

function waiting(rank: () => number) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    update: (view: EditorView) => {
      if (timer !== undefined || !view.editable || !repairKey.getState(view.state)) return;
      timer = setTimeout(
        () => {
          timer = undefined;
          if (!view.isDestroyed && view.editable) makeSound(view);
        },
        FIRST_MS + STEP_MS * Math.min(rank(), LAST_RANK),
      );
    },
    destroy: () => clearTimeout(timer),
  };
}

/** Puts every table right, in as many steps as it takes. Not a part of anybody's undo. */
export function makeSound(view: EditorView): void {
  for (let round = 0; round < 8 && broken(view.state.doc); round += 1) {
    const tr = repaired(view.state);
    if (!tr) return;
    view.dispatch(tr.setMeta("addToHistory", false));
  }
}

/** One step towards sound tables, or null when nothing is to be done. `old` limits the search to what changed. */
export function repaired(state: EditorState, old?: EditorState): Transaction | null {
  for (const { what: table, pos } of tablesIn(state.doc)) {
    const tr = TableMap.get(table).problems && evenRows(state, table, pos);
    if (tr) return tr;
  }
  return fixTables(state, old) ?? null;
}

export function broken(doc: PmNode): boolean {
  return tablesIn(doc).some(({ what: table }) => TableMap.get(table).problems !== null);
}

const tablesIn = nodesWhere((node) => node.type.spec.tableRole === "table");

/** Cuts surplus empty cells where most rows have none, else fills up short rows; null when the rows are even. */
function evenRows(state: EditorState, table: PmNode, pos: number): Transaction | null {
  const map = TableMap.get(table);
  const missing = (map.problems ?? []).filter((problem) => problem.type === "missing");
  if (!missing.length || map.width < 2 || map.problems?.some(({ type }) => type === "collision")) return null;
  const tr = state.tr;
  const starts = rowStarts(table, pos);
  if (missing.length * 2 >= map.height && cutLast(tr, table, map, starts)) return tr;
  for (const { row, n } of [...missing].reverse()) {
    const node = table.child(row);
    const heads = node.childCount > 0 && everyChild(node, (cell) => cell.type.spec.tableRole === "header_cell");
    const cell = state.schema.nodes[heads ? "tableHeader" : "tableCell"]?.createAndFill();
    const start = starts[row];
    if (cell && start !== undefined) tr.insert(start + node.nodeSize - 1, Array(n).fill(cell));
  }
  return tr.docChanged ? tr : null;
}

function cutLast(tr: Transaction, table: PmNode, map: TableMap, starts: number[]): boolean {
  const rows = [...Array(map.height).keys()].filter((row) => map.map[(row + 1) * map.width - 1] !== 0);
  const last = (row: number) => table.child(row).lastChild;
  if (!rows.length || !rows.every((row) => isSpare(last(row)))) return false;
  for (const row of [...rows].reverse()) {
    const end = (starts[row] ?? 0) + table.child(row).nodeSize - 1;
    tr.delete(end - (last(row)?.nodeSize ?? 0), end);
  }
  return true;
}

function isSpare(cell: PmNode | null): boolean {
  if (cell?.attrs.colspan !== 1 || cell.attrs.rowspan !== 1) return false;
  return cell.childCount === 1 && cell.firstChild?.type.name === "paragraph" && cell.firstChild.content.size === 0;
}

function rowStarts(table: PmNode, pos: number): number[] {
  const starts: number[] = [];
  table.forEach((_row, offset) => void starts.push(pos + 1 + offset));
  return starts;
}

function everyChild(node: PmNode, test: (child: PmNode) => boolean): boolean {
  return [...Array(node.childCount).keys()].every((index) => test(node.child(index)));
}
