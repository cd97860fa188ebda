// The table of contents, which follows the headings while they are written.
import type { NodeViewRenderer, NodeViewRendererProps } from "@tiptap/core";
import type { Node as PmNode } from "@tiptap/pm/model";
import { t } from "../../../lib/words";
import { h } from "../ui/dom";
import { leaf } from "../views/view";
import { caretTo, nodeNow, numberOf, setGiven } from "./nodes";
import { headOf, openForm, selectField } from "./shell";

interface Entry {
  level: number;
  text: string;
  pos: number;
}

export const tocView: NodeViewRenderer = (props) => {
  const { editor } = props;
  const body = h("nav", { class: "own-body toc", contenteditable: "false", "aria-label": t("Table of contents") });
  const open = (anchor: HTMLElement) => openLevels(props, anchor);
  const dom = h(
    "div",
    {
      class: "own",
      role: "group",
      "aria-label": t("Table of contents"),
      oncairnopen: () => editor.isEditable && open(dom),
    },
    headOf(props, { label: t("Table of contents"), icon: "listTree", open }),
    body,
  );
  let shown = "";
  let scheduled = 0;
  const paint = () => {
    scheduled = 0;
    if (editor.isDestroyed) return;
    const node = nodeNow(props);
    const entries = entriesOf(editor.state.doc, numberOf(node, "from", 1), numberOf(node, "to", 3));
    const signature = JSON.stringify(entries.map(({ level, text }) => [level, text]));
    if (signature === shown) return;
    shown = signature;
    body.replaceChildren(entries.length ? listOf(props, entries) : emptyWords());
  };
  const schedule = () => {
    scheduled ||= requestAnimationFrame(paint);
  };
  editor.on("update", schedule);
  const view = leaf(props.node, dom, () => {
    shown = "";
    schedule();
  });
  return {
    ...view,
    destroy: () => {
      cancelAnimationFrame(scheduled);
      editor.off("update", schedule);
    },
  };
};

const emptyWords = () => h("p", { class: "ext-empty" }, t("Headings will be listed here as you write them."));

export function entriesOf(doc: PmNode, from: number, to: number): Entry[] {
  const entries: Entry[] = [];
  doc.descendants((node, pos) => {
    if (node.type.name !== "heading") return !node.isTextblock;
    const level = Number(node.attrs.level);
    const text = node.textContent.trim();
    if (text && level >= from && level <= to) entries.push({ level, text, pos });
    return false;
  });
  return entries;
}

/** The same shape as on the page: lists in lists, however levels are skipped. */
function listOf(props: NodeViewRendererProps, entries: Entry[]): HTMLElement {
  const top = h("ul");
  const open: { level: number; list: HTMLElement }[] = [];
  for (const [index, entry] of entries.entries()) {
    while (open.length && entry.level < (open.at(-1)?.level ?? 0)) open.pop();
    const last = open.at(-1);
    if (!last || entry.level > last.level) {
      const parent = last?.list.lastElementChild;
      const list = parent ? h("ul") : top;
      parent?.append(list);
      open.push({ level: entry.level, list });
    }
    const link = h("a", { href: "#", onclick: (event) => jump(event, props, index) }, entry.text);
    open.at(-1)?.list.append(h("li", {}, link));
  }
  return top;
}

function jump(event: Event, props: NodeViewRendererProps, index: number): void {
  event.preventDefault();
  const node = nodeNow(props);
  const { editor } = props;
  const entry = entriesOf(editor.state.doc, numberOf(node, "from", 1), numberOf(node, "to", 3))[index];
  if (!entry) return;
  caretTo(editor, entry.pos + 1);
  (editor.view.nodeDOM(entry.pos) as HTMLElement | null)?.scrollIntoView({ block: "start" });
}

function openLevels(props: NodeViewRendererProps, anchor: HTMLElement): void {
  const node = nodeNow(props);
  const levels = [1, 2, 3, 4, 5, 6].map((level): [string, string] => [String(level), `${t("Heading")} ${level}`]);
  const field = (label: string, name: "from" | "to", otherwise: number) =>
    selectField(label, String(numberOf(node, name, otherwise)), levels, (level) =>
      setGiven(props, { [name]: Number(level) }),
    );
  openForm(props, anchor, t("Table of contents"), [field(t("From"), "from", 1), field(t("Down to"), "to", 3)]);
}
