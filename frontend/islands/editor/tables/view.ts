// A table as it is drawn while it is edited: a region that scrolls, column widths, and the grips around it.
import type { Editor, NodeViewRenderer, NodeViewRendererProps } from "@tiptap/core";
import type { Node as PmNode } from "@tiptap/pm/model";
import type { NodeView, ViewMutationRecord } from "@tiptap/pm/view";
import { h } from "../ui/dom";
import { mark } from "../views/view";
import { Grips } from "./grips";
import { columnWidths, NUMBER_WIDTH } from "./widths";

const views = new WeakMap<HTMLElement, TableView>();

export const tableView: NodeViewRenderer = (props) => new TableView(props);

/** The view of the table that stands at `pos`. */
export function tableViewAt(editor: Editor, pos: number): TableView | null {
  const dom = editor.view.nodeDOM(pos);
  return dom instanceof HTMLElement ? (views.get(dom) ?? null) : null;
}

export class TableView implements NodeView {
  readonly dom: HTMLElement;
  readonly table: HTMLTableElement;
  readonly contentDOM: HTMLTableSectionElement;
  readonly editor: Editor;
  readonly grips: Grips;
  #colgroup = h("colgroup");
  #node: PmNode;
  #getPos: NodeViewRendererProps["getPos"];
  #watch: ResizeObserver | null = null;

  constructor({ node, editor, getPos }: NodeViewRendererProps) {
    this.#node = node;
    this.editor = editor;
    this.#getPos = getPos as NodeViewRendererProps["getPos"];
    this.contentDOM = h("tbody");
    this.table = h("table", {}, this.#colgroup, this.contentDOM);
    this.dom = h("div", { class: "table-scroll" }, this.table);
    this.grips = new Grips(this);
    views.set(this.dom, this);
    this.#paint();
    if (typeof ResizeObserver !== "undefined") {
      this.#watch = new ResizeObserver(() => this.#fit());
      this.#watch.observe(this.table);
      this.#watch.observe(this.dom);
    }
  }

  get node(): PmNode {
    return this.#node;
  }

  get pos(): number | undefined {
    return this.#getPos();
  }

  update(node: PmNode): boolean {
    if (node.type !== this.#node.type) return false;
    this.#node = node;
    this.#paint();
    return true;
  }

  stopEvent(event: Event): boolean {
    return this.grips.owns(event.target);
  }

  ignoreMutation(mutation: ViewMutationRecord): boolean {
    if (mutation.type === "selection") return this.grips.owns(mutation.target);
    return !this.contentDOM.contains(mutation.target);
  }

  destroy(): void {
    this.#watch?.disconnect();
    this.grips.destroy();
  }

  /** Draws the columns; `widths` instead of the stored ones while somebody drags. */
  drawColumns(widths = columnWidths(this.#node)): void {
    const numbered = Boolean(this.#node.attrs.isNumberColumnEnabled);
    const all = numbered ? [NUMBER_WIDTH, ...widths] : widths;
    while (this.#colgroup.childElementCount > all.length) this.#colgroup.lastChild?.remove();
    while (this.#colgroup.childElementCount < all.length) this.#colgroup.append(h("col"));
    const fixed = widths.length > 0 && widths.every((width) => width !== null);
    all.forEach((width, index) => {
      const { style } = this.#colgroup.children[index] as HTMLElement;
      const wanted = width ? `${width}px` : "";
      if (style.width !== wanted) style.width = wanted;
    });
    const total = fixed ? `${all.reduce<number>((sum, width) => sum + (width ?? 0), 0)}px` : "";
    this.table.toggleAttribute("data-sized", fixed);
    if (this.table.style.width !== total) this.table.style.width = total;
  }

  #paint(): void {
    const { layout, isNumberColumnEnabled } = this.#node.attrs;
    mark(this.dom, this.#node);
    if (layout) this.dom.dataset.layout = String(layout);
    else delete this.dom.dataset.layout;
    this.table.toggleAttribute("data-numbered", Boolean(isNumberColumnEnabled));
    this.drawColumns();
  }

  /** What scrolls must be reached by the keyboard: its button then joins the tab order. */
  #fit(): void {
    const scrolls = this.dom.scrollWidth > this.dom.clientWidth + 1;
    this.dom.toggleAttribute("data-scrolls", scrolls);
    this.grips.corner.tabIndex = scrolls ? 0 : -1;
    this.grips.refresh();
  }
}
