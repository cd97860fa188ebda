// Columns as they are drawn while they are edited: each but the last has a line to drag, which the arrow keys move too.
import type { NodeViewRenderer, NodeViewRendererProps } from "@tiptap/core";
import { t } from "../../../lib/words";
import { h } from "../ui/dom";
import { container } from "../views/view";
import { dragged, type Layout, LEAST, setWidths, widthsOf } from "./commands";

const STEP = 5;

export const layoutView: NodeViewRenderer = (props) => {
  const dom = h("div", { class: "layout" });
  return container(props.node, dom, dom, (node) => {
    dom.dataset.columns = String(node.childCount);
  });
};

export const columnView: NodeViewRenderer = (props) => {
  const content = h("div", { class: "layout-body" });
  const line = h("div", {
    class: "layout-line",
    contenteditable: "false",
    role: "separator",
    tabindex: 0,
    "aria-orientation": "vertical",
    "aria-label": t("Width of the column to the left"),
    "aria-valuemin": LEAST,
    "aria-valuemax": 100 - LEAST,
  });
  const dom = h("div", { class: "layout-column" }, content, line);
  line.addEventListener("pointerdown", (event) => drag(props, dom, line, event));
  line.addEventListener("keydown", (event) => step(props, event));
  const view = container(props.node, dom, content, (node) => {
    dom.style.flexGrow = String(Number(node.attrs.width) || 1);
    line.setAttribute("aria-valuenow", String(Math.round(Number(node.attrs.width))));
  });
  return {
    ...view,
    stopEvent: (event: Event) => line.contains(event.target as Node) || (view.stopEvent?.(event) ?? false),
  };
};

interface Columns extends Layout {
  widths: number[];
}

function columnsAround({ getPos, editor }: NodeViewRendererProps): Columns | null {
  const pos = getPos();
  if (pos === undefined || !editor.isEditable) return null;
  const $pos = editor.state.doc.resolve(pos);
  const section = $pos.parent;
  if (section.type.name !== "layoutSection" || $pos.index() >= section.childCount - 1) return null;
  return { section, pos: $pos.before(), index: $pos.index(), widths: widthsOf(section) };
}

function store({ editor }: NodeViewRendererProps, columns: Columns, widths: number[]): void {
  const tr = setWidths(editor.state.tr, columns, widths);
  if (tr.docChanged) editor.view.dispatch(tr);
}

function step(props: NodeViewRendererProps, event: KeyboardEvent): void {
  if (event.key === "Escape") {
    props.editor.view.focus();
    return;
  }
  const by = { ArrowLeft: -STEP, ArrowRight: STEP }[event.key];
  const columns = by === undefined ? null : columnsAround(props);
  if (!columns || by === undefined) return;
  event.preventDefault();
  store(props, columns, dragged(columns.widths, columns.index, (columns.widths[columns.index] ?? 50) + by));
}

function drag(props: NodeViewRendererProps, dom: HTMLElement, line: HTMLElement, start: PointerEvent): void {
  const columns = columnsAround(props);
  const next = dom.nextElementSibling;
  if (!columns || !(next instanceof HTMLElement) || start.button !== 0) return;
  start.preventDefault();
  const { widths, index } = columns;
  const pixels = dom.offsetWidth + next.offsetWidth;
  const both = (widths[index] ?? 50) + (widths[index + 1] ?? 50);
  const abort = new AbortController();
  const { signal } = abort;
  let wanted = widths;
  const draw = () => {
    dom.style.flexGrow = String(wanted[index]);
    next.style.flexGrow = String(wanted[index + 1]);
  };
  const done = (keep: boolean) => {
    abort.abort();
    line.removeAttribute("data-dragging");
    if (!keep) wanted = widths;
    draw();
    const now = columnsAround(props);
    if (keep && now?.widths.length === widths.length) store(props, now, wanted);
  };
  line.setPointerCapture(start.pointerId);
  line.toggleAttribute("data-dragging", true);
  const follow = (event: PointerEvent) => {
    const left = (widths[index] ?? 50) + ((event.clientX - start.clientX) / pixels) * both;
    wanted = dragged(widths, index, left, event.shiftKey);
    draw();
  };
  line.addEventListener("pointermove", follow, { signal });
  line.addEventListener("pointerup", () => done(true), { signal });
  line.addEventListener("pointercancel", () => done(false), { signal });
  const leave = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    done(false);
  };
  document.addEventListener("keydown", leave, { capture: true, signal });
}
