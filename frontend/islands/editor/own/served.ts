// Extensions that the server draws, because what they show depends on who looks: the editor shows the same HTML.
import type { NodeViewRenderer, NodeViewRendererProps } from "@tiptap/core";
import type { NodeView } from "@tiptap/pm/view";
import { t } from "../../../lib/words";
import type { Services } from "../services";
import { h } from "../ui/dom";
import type { IconName } from "../ui/icons";
import { leaf } from "../views/view";
import { columnsField } from "./columns";
import { openDecisions } from "./decisions";
import { openInclude } from "./include";
import { givenTo, keyOf, listOf, nodeNow, numberOf, setGiven, wordsOf } from "./nodes";
import { openRoadmap } from "./roadmap";
import { openSections } from "./sections";
import { htmlOf, unreachable } from "./service";
import { openSession } from "./session";
import { headOf, listField, openForm, selectField, textField } from "./shell";

type Open = (props: NodeViewRendererProps, anchor: HTMLElement, services: Services) => void;

const SERVED: Record<string, { label: () => string; icon: IconName; open: Open }> = {
  children: { label: () => t("Pages below this one"), icon: "folderTree", open: openChildren },
  include: { label: () => t("Excerpt of another page"), icon: "fileSymlink", open: openInclude },
  report: { label: () => t("Report of page properties"), icon: "sheet", open: openReport },
  decisions: { label: () => t("Decision log"), icon: "scale", open: openDecisions },
  sections: { label: () => t("Sections across pages"), icon: "sheet", open: openSections },
  roadmap: { label: () => t("Roadmap"), icon: "map", open: openRoadmap },
  ama: { label: () => t("Ask me anything"), icon: "messageCircleQuestion", open: openSession },
  project: { label: () => t("State of the project"), icon: "circleCheck", open: () => {} },
};

export const isServed = (key: string) => key in SERVED;

export function servedView(services: Services): NodeViewRenderer {
  return (props) =>
    props.node.type.name === "inlineExtension" ? inlineView(props, services) : blockView(props, services);
}

function blockView(props: NodeViewRendererProps, services: Services): NodeView {
  const key = keyOf(props.node);
  const kind = SERVED[key];
  if (!kind) throw new Error(`no extension ${key}`);
  const body = h("div", { class: "own-body", contenteditable: "false" });
  const head = headOf(props, {
    label: kind.label(),
    icon: kind.icon,
    open: (anchor) => kind.open(props, anchor, services),
  });
  const dom = h(
    "div",
    {
      class: "own",
      role: "group",
      "aria-label": kind.label(),
      oncairnopen: () => props.editor.isEditable && kind.open(props, dom, services),
    },
    head,
    body,
  );
  return withHtml(props, dom, body, services);
}

function inlineView(props: NodeViewRendererProps, services: Services): NodeView {
  const body = h("span", { class: "own-body" });
  const open = () => props.editor.isEditable && openInclude(props, dom, services);
  const dom = h(
    "span",
    {
      class: "own-inline",
      contenteditable: "false",
      role: "button",
      "aria-haspopup": "dialog",
      onclick: open,
      oncairnopen: open,
    },
    body,
  );
  return withHtml(props, dom, body, services);
}

/** Asks again when what it was given changes, and when the writer comes back to this page. */
function withHtml(props: NodeViewRendererProps, dom: HTMLElement, body: HTMLElement, services: Services): NodeView {
  const abort = new AbortController();
  let shown = "";
  let timer = 0;
  const ask = async () => {
    const node = nodeNow(props);
    const asked = JSON.stringify(givenTo(node));
    const html = await htmlOf(services, keyOf(props.node), givenTo(node), props.node.type.name === "inlineExtension");
    if (shown !== asked || abort.signal.aborted) return;
    body.removeAttribute("aria-busy");
    if (html === null) body.textContent = unreachable();
    else body.innerHTML = html; // as the reading view has it: written by the server, nothing in it can run
    for (const link of body.querySelectorAll("a")) link.target = "_blank";
    document.dispatchEvent(new CustomEvent("cairn:arrived"));
  };
  const back = () => document.hidden || void ask();
  document.addEventListener("visibilitychange", back, { signal: abort.signal });
  const view = leaf(props.node, dom, (node) => {
    const wanted = JSON.stringify(givenTo(node));
    if (wanted === shown) return;
    const first = shown === "";
    shown = wanted;
    body.setAttribute("aria-busy", "true");
    clearTimeout(timer);
    // The node stands in the document a moment after its view was made.
    timer = window.setTimeout(() => void ask(), first ? 0 : 250);
  });
  return {
    ...view,
    destroy: () => {
      clearTimeout(timer);
      abort.abort();
    },
  };
}

function openChildren(props: NodeViewRendererProps, anchor: HTMLElement): void {
  const node = nodeNow(props);
  const depths = [1, 2, 3, 4, 5].map((depth): [string, string] => [
    String(depth),
    depth === 1 ? t("Only those right below") : `${depth} ${t("levels")}`,
  ]);
  openForm(props, anchor, t("Pages below this one"), [
    selectField(t("How deep"), String(numberOf(node, "depth", 1)), depths, (depth) =>
      setGiven(props, { depth: Number(depth) }),
    ),
    selectField(
      t("Order"),
      wordsOf(node, "sort") || "tree",
      [
        ["tree", t("As in the tree")],
        ["title", t("By title")],
        ["changed", t("Last published first")],
      ],
      (sort) => setGiven(props, { sort }),
    ),
  ]);
}

function openReport(props: NodeViewRendererProps, anchor: HTMLElement, services: Services): void {
  const node = nodeNow(props);
  const columns = columnsField(props, services);
  openForm(props, anchor, t("Report of page properties"), [
    selectField(
      t("Pages"),
      wordsOf(node, "where") || "space",
      [
        ["space", t("Of this space")],
        ["below", t("Below this page")],
        ["everywhere", t("Of all spaces")],
      ],
      (where) => setGiven(props, { where }),
    ),
    listField(t("With all of these labels"), listOf(node, "labels"), (labels) => setGiven(props, { labels }), {
      placeholder: t("Any"),
    }),
    columns,
    textField(t("Sorted by"), wordsOf(node, "sort"), (sort) => setGiven(props, { sort: sort.trim() }), {
      placeholder: t("Title"),
      hint: t("A column; “-Budget” puts the largest first"),
    }),
  ]);
}
