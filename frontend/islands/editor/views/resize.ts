// Handles at both sides of a picture: dragged, or moved by the arrow keys once focused.
import type { NodeViewRendererProps } from "@tiptap/core";
import type { Node as PmNode } from "@tiptap/pm/model";
import { NodeSelection } from "@tiptap/pm/state";
import { fill, t } from "../../../lib/words";
import { setWidth, widthOf } from "../behaviours/media";
import { COLUMN, NARROWEST } from "../schema/media";
import { h } from "../ui/dom";

const STEP = 16;

export function resizeHandles(props: NodeViewRendererProps, figure: HTMLElement) {
  const elements = (["start", "end"] as const).map((side) => handle(props, figure, side));
  return {
    elements,
    show: (node: PmNode, possible: boolean) => {
      const width = widthOf(node);
      for (const element of elements) {
        element.hidden = !possible;
        element.setAttribute("aria-valuenow", String(width));
        element.setAttribute("aria-valuetext", fill(t("{width} of {most} pixels"), { width, most: COLUMN }));
      }
    },
  };
}

function handle(props: NodeViewRendererProps, figure: HTMLElement, side: "start" | "end"): HTMLButtonElement {
  const element = h("button", {
    type: "button",
    class: `media-handle media-handle-${side}`,
    role: "slider",
    // One is enough for the keyboard.
    tabindex: side === "end" ? "0" : "-1",
    contenteditable: "false",
    "aria-label": t("Width of this picture"),
    "aria-orientation": "horizontal",
    "aria-valuemin": NARROWEST,
    "aria-valuemax": COLUMN,
  });
  const single = () => {
    const pos = props.getPos();
    const node = pos === undefined ? null : props.editor.state.doc.nodeAt(pos);
    return pos === undefined || node?.type.name !== "mediaSingle" ? null : { pos, node };
  };
  element.addEventListener("pointerdown", (event) => drag(event, props, figure, side));
  element.addEventListener("dblclick", () => {
    const at = single();
    if (at) setWidth(props.editor, at.pos, null);
  });
  element.addEventListener("keydown", (event) => {
    const at = single();
    if (!at) return;
    const step = event.shiftKey ? 4 * STEP : STEP;
    const now = widthOf(at.node);
    const to = {
      ArrowRight: now + step,
      ArrowUp: now + step,
      ArrowLeft: now - step,
      ArrowDown: now - step,
      Home: NARROWEST,
      End: COLUMN,
    }[event.key];
    if (event.key === "Escape" || event.key === "Enter") {
      props.editor.commands.setNodeSelection(at.pos);
      props.editor.view.focus();
    } else if (to !== undefined) setWidth(props.editor, at.pos, to);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  return element;
}

function drag(event: PointerEvent, props: NodeViewRendererProps, figure: HTMLElement, side: "start" | "end"): void {
  const pos = props.getPos();
  const target = event.currentTarget as HTMLElement;
  if (pos === undefined || event.button !== 0) return;
  event.preventDefault();
  const { doc, tr } = props.editor.state;
  props.editor.view.dispatch(tr.setSelection(NodeSelection.create(doc, pos)));
  target.setPointerCapture(event.pointerId);
  const [from, before] = [event.clientX, figure.getBoundingClientRect().width];
  const centred = figure.dataset.layout === "center" ? 2 : 1;
  const sign = (side === "end") === (getComputedStyle(figure).direction === "ltr") ? 1 : -1;
  let width = before;
  const abort = new AbortController();
  const { signal } = abort;
  const end = (keep: boolean) => {
    abort.abort();
    figure.removeAttribute("data-resizing");
    const at = props.getPos();
    if (keep && at !== undefined && Math.abs(width - before) > 1) setWidth(props.editor, at, width);
    else figure.style.width = figure.hasAttribute("data-width") ? `${before}px` : "";
  };
  target.addEventListener(
    "pointermove",
    (move) => {
      width = Math.min(COLUMN, Math.max(NARROWEST, before + sign * centred * (move.clientX - from)));
      if (COLUMN - width < 10) width = COLUMN;
      figure.style.width = `${Math.round(width)}px`;
      figure.dataset.resizing = `${Math.round(width)} px`;
    },
    { signal },
  );
  target.addEventListener("pointerup", () => end(true), { signal });
  target.addEventListener("pointercancel", () => end(false), { signal });
  document.addEventListener("keydown", (key) => key.key === "Escape" && end(false), { signal, capture: true });
}
