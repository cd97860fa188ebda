// Smart links: the address of something in this workspace shown as what it is, with its state.
import type { NodeViewRenderer } from "@tiptap/core";
import type { Node as PmNode } from "@tiptap/pm/model";
import { safeHref } from "../schema/dom";
import type { Card, Services } from "../services";
import { h } from "../ui/dom";
import { icon } from "../ui/icons";
import { leaf } from "./view";

export function cardView(services: Services): NodeViewRenderer {
  return ({ node }) => {
    const inline = node.type.name === "inlineCard";
    const dom = h(inline ? "span" : "div", { class: inline ? "card-inline" : "card-block" });
    let shown = "";
    return leaf(node, dom, (next) => {
      const url = address(next);
      if (url === shown) return;
      shown = url;
      paint(dom, url, null);
      services.card(url).then((card) => {
        if (card && shown === url) paint(dom, url, card);
      });
    });
  };
}

function address(node: PmNode): string {
  const data = node.attrs.data as { url?: string; "@id"?: string } | null;
  return String(node.attrs.url ?? data?.url ?? data?.["@id"] ?? "");
}

function paint(dom: HTMLElement, url: string, card: Card | null): void {
  const link = h(
    "a",
    { href: safeHref(card?.url ?? url), class: "card-link", target: "_blank", rel: "noopener" },
    icon(card?.kind === "decision" ? "decision" : card ? "file" : "link"),
    h("span", { class: "card-title" }, card?.title ?? readable(url)),
  );
  dom.replaceChildren(link);
  if (card?.status) link.append(h("span", { class: "status", "data-color": statusColor(card.status) }, card.status));
  if (card?.outcome) dom.append(h("span", { class: "card-outcome" }, card.outcome));
}

function statusColor(status: string): string {
  return /decided|done|published|accepted/i.test(status) ? "green" : "neutral";
}

function readable(url: string): string {
  return url.replace(/^https?:\/\/(www\.)?/, "").replace(/\/$/, "");
}
