// Smart links: the address of something in this workspace shown as what it is, with its state.
import type { NodeViewRenderer } from "@tiptap/core";
import type { Node as PmNode } from "@tiptap/pm/model";
import { safeHref } from "../schema/dom";
import type { Card, Services } from "../services";
import { h } from "../ui/dom";
import { type IconName, icon } from "../ui/icons";
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
  const title = card?.number ? `${card.number} ${card.title}` : (card?.title ?? readable(url));
  const link = h(
    "a",
    { href: safeHref(card?.url ?? url), class: "card-link", target: "_blank", rel: "noopener" },
    icon(iconOf(card)),
    h("span", { class: "card-title" }, title),
    card?.status && h("span", { class: `lozenge lozenge-${card.tone || "neutral"}` }, card.status),
    card?.outcome && h("span", { class: "card-outcome" }, card.outcome),
  );
  dom.replaceChildren(link);
}

function iconOf(card: Card | null): IconName {
  if (!card) return "link";
  if (card.icon === "lock") return "lock";
  return card.icon === "scale" || card.number ? "scale" : "file";
}

function readable(url: string): string {
  return url.replace(/^https?:\/\/(www\.)?/, "").replace(/\/$/, "");
}
