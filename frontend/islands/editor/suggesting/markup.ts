// Suggested kinds of blocks: a paragraph that shall become a heading says so and stays a paragraph until then.
import type { Node as PmNode } from "@tiptap/pm/model";
import { AttrStep, type ReplaceAroundStep } from "@tiptap/pm/transform";
import { LINES } from "./ranges";
import { BLOCK_ATTRS, blockStamp, CHANGED } from "./stamp";
import type { SuggestionWriter } from "./writer";

/** The steps move nothing, so their positions are those of the document before them. */
export function suggestMarkup(to: SuggestionWriter, steps: (AttrStep | ReplaceAroundStep)[]): boolean {
  const wanted = new Map<number, PmNode>();
  for (const step of steps) {
    const pos = step instanceof AttrStep ? step.pos : step.from;
    const node = wanted.get(pos) ?? to.before.nodeAt(pos);
    if (!node) return false;
    wanted.set(pos, step instanceof AttrStep ? withAttr(node, step) : shape(node, step.slice.content.firstChild));
  }
  return [...wanted].every(([pos, node]) => suggestKind(to, pos, node));
}

const withAttr = (node: PmNode, step: AttrStep) =>
  node.type.create({ ...node.attrs, [step.attr]: step.value }, node.content, node.marks);

const shape = (node: PmNode, made: PmNode | null) =>
  made && made.type !== node.type && !made.type.validContent(node.content)
    ? node
    : made
      ? made.type.create(made.attrs, node.content, node.marks)
      : node;

function suggestKind(to: SuggestionWriter, pos: number, made: PmNode): boolean {
  const node = to.before.nodeAt(pos);
  if (!node) return false;
  if (to.isOwn(node) || to.ownDepth(to.before.resolve(pos)) > 0) {
    to.out.setNodeMarkup(pos, made.type, { ...made.attrs, ...stamps(node) });
    return true;
  }
  if (!LINES.has(node.type.name) || !LINES.has(made.type.name)) return false;
  if (isItem(node) !== isItem(made) || node.attrs.state !== made.attrs.state) return false;
  const other = blockStamp(node, CHANGED);
  if (other && other.user !== to.user) return false;
  const attrs = Object.fromEntries(Object.entries(own(made)).filter(([, value]) => value !== null));
  const same = node.type === made.type && JSON.stringify(own(node)) === JSON.stringify(own(made));
  const value = same ? null : JSON.stringify({ ...to.stamp(), type: made.type.name, attrs });
  to.out.setNodeAttribute(pos, CHANGED, value);
  return true;
}

/** An item of a list stays one: its list would have to be cut. */
const isItem = (node: PmNode) => node.type.name === "taskItem" || node.type.name === "decisionItem";

const stamps = (node: PmNode) => Object.fromEntries(BLOCK_ATTRS.map((name) => [name, node.attrs[name]]));

/** The attributes that make the block what it is. */
function own(node: PmNode): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(node.attrs)) {
    if (name !== "localId" && !(BLOCK_ATTRS as readonly string[]).includes(name)) kept[name] = value;
  }
  return kept;
}
