// Which block is under the pointer, and where a block stands on the screen.
import type { Editor } from "@tiptap/core";
import type { ResolvedPos } from "@tiptap/pm/model";
import { type Unit, unitAt, unitStarting } from "../behaviours/units";

const REACH = 72;
const SLACK = 4;

/** The unit beside or under the pointer; null when that is far from the text. */
export function unitUnder(editor: Editor, x: number, y: number, whole = true): Unit | null {
  const box = editor.view.dom.getBoundingClientRect();
  if (x < box.left - REACH || x > box.right + SLACK || y < box.top || y > box.bottom) return null;
  const left = Math.max(box.left + SLACK, Math.min(x, box.right - SLACK));
  const found = editor.view.posAtCoords({ left, top: y });
  if (!found) return null;
  const { doc } = editor.state;
  const around = found.inside >= 0 ? doc.nodeAt(found.inside) : null;
  const leaf = around?.isAtom && around.isBlock;
  const $at = doc.resolve(leaf ? found.inside : found.pos);
  return unitAt($at, whole) ?? ($at.depth === 0 || leaf ? atTop(doc.resolve($at.pos)) : null);
}

function atTop($at: ResolvedPos): Unit | null {
  if ($at.nodeAfter) return unitStarting($at.doc, $at.pos);
  return $at.nodeBefore ? unitStarting($at.doc, $at.pos - $at.nodeBefore.nodeSize) : null;
}

export function boxOf(editor: Editor, unit: Unit): DOMRect | null {
  const first = editor.view.nodeDOM(unit.from);
  if (!(first instanceof HTMLElement)) return null;
  const box = first.getBoundingClientRect();
  const second = unit.nodes.length > 1 ? editor.view.nodeDOM(unit.to - (unit.nodes[1]?.nodeSize ?? 0)) : null;
  const bottom = second instanceof HTMLElement ? second.getBoundingClientRect().bottom : box.bottom;
  return new DOMRect(box.left, box.top, box.width, bottom - box.top);
}
