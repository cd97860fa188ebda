// Diagrams: the picture, and below it the source while the caret is in it. Mermaid is loaded by the first diagram,
// into a frame of its own.
import type { NodeViewRenderer, NodeViewRendererProps } from "@tiptap/core";
import type { Node as PmNode } from "@tiptap/pm/model";
import type { NodeView } from "@tiptap/pm/view";
import { fill, t } from "../../../lib/words";
import { h } from "../ui/dom";
import { container } from "../views/view";
import { caretTo, nodeNow, setGiven, wordsOf } from "./nodes";
import { headOf } from "./shell";

const PAUSE = 300;

export const diagramView: NodeViewRenderer = (props) => {
  const parts = build(props);
  const { dom, stage, problem, alt } = parts;
  let shown = "";
  let timer = 0;
  let forget = () => {};
  const draw = async () => {
    const source = sourceOf(nodeNow(props));
    const { drawDiagram, pictureOf, DiagramProblem, onThemeChange } = await import("../../../lib/diagrams");
    forget();
    forget = onThemeChange(() => void draw());
    try {
      const diagram = await drawDiagram(source);
      if (source !== shown) return;
      stage.replaceChildren(pictureOf(diagram, wordsOf(nodeNow(props), "alt") || t("The diagram")));
      problem.textContent = "";
    } catch (error) {
      if (source !== shown) return;
      // The last good picture stays: half a word is no reason to take it away.
      const wrong = error instanceof DiagramProblem;
      problem.textContent = wrong
        ? mistakeIn(source, error.message)
        : t("The diagram can’t be drawn right now. Its source is kept.");
    }
  };
  const view = container(props.node, dom, parts.content, (node) => {
    const source = sourceOf(node);
    const words = wordsOf(node, "alt");
    if (alt.value !== words) alt.value = words;
    alt.readOnly = !props.editor.isEditable;
    dom.classList.toggle("is-empty", source === "");
    if (source === shown) return;
    const first = shown === "";
    shown = source;
    clearTimeout(timer);
    if (source) timer = window.setTimeout(() => void draw(), first ? 0 : PAUSE);
  });
  const stop = followCaret(props, dom);
  return {
    ...view,
    destroy: () => {
      clearTimeout(timer);
      forget();
      stop();
    },
  } satisfies NodeView;
};

function build(props: NodeViewRendererProps) {
  const stage = h("div", { class: "own-stage", onclick: () => enter(props) });
  const problem = h("p", { class: "own-problem", role: "status" });
  const alt = h("input", {
    type: "text",
    class: "own-alt",
    placeholder: t("Say what the diagram shows, for those who can’t see it"),
    "aria-label": t("What the diagram shows"),
    maxlength: 500,
  });
  alt.addEventListener("change", () => setGiven(props, { alt: alt.value.trim() }));
  const edit = h(
    "button",
    { type: "button", class: "own-edit", onclick: () => props.editor.isEditable && enter(props) },
    t("Edit the source"),
  );
  const content = h("div", { class: "own-code" });
  const dom = h(
    "div",
    { class: "own own-diagram", role: "group", "aria-label": t("Diagram"), oncairnopen: () => enter(props) },
    headOf(props, { label: t("Diagram"), icon: "workflow", more: [edit] }),
    h("div", { class: "own-picture", contenteditable: "false" }, stage, problem),
    content,
    h("div", { class: "own-foot", contenteditable: "false" }, alt),
  );
  return { dom, stage, problem, alt, content };
}

function sourceOf(node: PmNode): string {
  return node.textBetween(0, node.content.size, "\n").trim();
}

/** Mermaid's message in words: where the mistake is, or what is missing. */
export function mistakeIn(source: string, message: string): string {
  if (/no diagram type detected/i.test(message)) {
    return t("Begin with the kind of diagram: flowchart, sequenceDiagram, classDiagram, gantt, pie, mindmap …");
  }
  const line = Number(/line:?\s*(\d+)/i.exec(message)?.[1]);
  const text = source.split("\n")[line - 1]?.trim();
  if (text) return fill(t("There is a mistake in line {line}: {text}"), { line, text });
  return message.split("\n")[0] ?? message;
}

/** The caret goes to the end of the source. */
function enter(props: NodeViewRendererProps): void {
  const pos = props.getPos();
  if (pos === undefined) return;
  const first = nodeNow(props).firstChild;
  caretTo(props.editor, pos + 2 + (first?.content.size ?? 0));
}

/** The source shows while the caret is in it. */
function followCaret(props: NodeViewRendererProps, dom: HTMLElement): () => void {
  const { editor } = props;
  const follow = () => {
    const pos = props.getPos();
    if (pos === undefined) return;
    const { from, to } = editor.state.selection;
    dom.classList.toggle("is-editing", from > pos && to < pos + nodeNow(props).nodeSize);
  };
  editor.on("selectionUpdate", follow);
  queueMicrotask(follow);
  return () => void editor.off("selectionUpdate", follow);
}
