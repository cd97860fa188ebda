// Formulas: shown as such, written as TeX in a popover, with every keystroke drawn at once. KaTeX is loaded by the
// first formula.
import type { NodeViewRenderer, NodeViewRendererProps } from "@tiptap/core";
import { fill, t } from "../../../lib/words";
import { h } from "../ui/dom";
import type { Anchor } from "../ui/floating";
import { openPopover } from "../ui/popover";
import { leaf } from "../views/view";
import { leave, nodeNow, remove, setGiven, wordsOf } from "./nodes";

const katex = () => import("../../../lib/math");

export const mathView: NodeViewRenderer = (props) => {
  const block = props.node.type.name === "extension";
  const open = () => props.editor.isEditable && openFormula(props, anchor, block);
  // Beside what is drawn, which is drawn anew with each letter.
  const anchor: Anchor = {
    getBoundingClientRect: () => (dom.querySelector(".katex-html .base") ?? dom).getBoundingClientRect(),
    get contextElement() {
      return dom;
    },
  };
  const face = h(block ? "div" : "span", { class: block ? "math math-block" : "math math-inline" });
  const dom = h(
    block ? "div" : "span",
    {
      class: block ? "own-formula own-formula-block" : "own-formula",
      contenteditable: "false",
      role: "group", // and not a button: what stands in one is not read as mathematics
      onclick: open,
      oncairnopen: open,
    },
    face,
  );
  let shown: string | null = null;
  return leaf(
    props.node,
    dom,
    (node) => {
      const tex = wordsOf(node, "tex").trim();
      if (tex === shown) return;
      shown = tex;
      dom.setAttribute("aria-label", tex ? fill(t("Formula: {tex}"), { tex }) : t("New formula"));
      dom.classList.toggle("is-empty", tex === "");
      if (!tex) face.textContent = t("New formula");
      else void katex().then(({ drawFormula }) => shown === tex && drawFormula(face, tex, block));
    },
    false,
  );
};

function openFormula(props: NodeViewRendererProps, anchor: Anchor, block: boolean): void {
  const source = h("textarea", {
    class: "own-source",
    rows: block ? 4 : 2,
    spellcheck: "false",
    autocapitalize: "off",
    placeholder: "\\frac{a}{b}",
    "aria-label": t("Formula in TeX"),
    "data-first": true,
  });
  const problem = h("p", { class: "ed-problem", role: "status" });
  source.value = wordsOf(nodeNow(props), "tex");
  const check = async () => {
    const tex = source.value.trim();
    const { formula } = await katex();
    if (source.value.trim() === tex) problem.textContent = tex ? formula(tex, block).problem : "";
  };
  const finish = (event: Event) => {
    event.preventDefault();
    popover.close();
    leave(props);
  };
  source.addEventListener("input", () => {
    setGiven(props, { tex: source.value });
    void check();
  });
  source.addEventListener("keydown", (event) => {
    // Ctrl+Enter sends the form by itself, as every form of the page.
    if (event.key === "Enter" && !block && !event.shiftKey && !event.ctrlKey && !event.metaKey) finish(event);
  });
  const done = h("button", { type: "submit", class: "ed-button primary" }, t("Done"));
  const hint = h("span", { class: "own-hint" }, block ? t("Ctrl+Enter when done") : t("Enter when done"));
  const body = h(
    "form",
    { class: "ed-form", onsubmit: finish },
    source,
    problem,
    h("div", { class: "ed-actions" }, done, hint),
  );
  const popover = openPopover(anchor, body, {
    label: t("Formula"),
    returnFocus: () => leave(props),
    onClose: () => {
      if (!wordsOf(nodeNow(props), "tex").trim()) queueMicrotask(() => remove(props));
    },
  });
  void check();
}
