// Smart links: the address of something in this workspace shown as what it is, with its state, or as itself.
import type { NodeViewRenderer } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import type { NodeView } from "@tiptap/pm/view";
import { t } from "../../../lib/words";
import { addressOf } from "../behaviours/cards";
import { safeHref } from "../schema/dom";
import type { Card, Services } from "../services";
import { h } from "../ui/dom";
import { type IconName, icon } from "../ui/icons";
import { leaf } from "./view";

export function cardView(services: Services): NodeViewRenderer {
  return ({ node }) => {
    const inline = node.type.name === "inlineCard";
    const dom = h(inline ? "span" : "div", { class: inline ? "card-inline" : "card-block" });
    return asked(node, dom, (url, isShown) => {
      services.card(url).then((card) => {
        if (card && isShown()) paint(dom, url, card);
      });
    });
  };
}

/** The page itself, as this person may see it: its HTML is the server's, made for the reading view. */
export function embedView(services: Services): NodeViewRenderer {
  return ({ node }) => {
    const dom = h("div", { class: "card-embed" });
    return asked(node, dom, (url, isShown) => {
      services.embed(url).then((html) => {
        if (!html || !isShown()) return;
        dom.innerHTML = html;
        for (const link of dom.querySelectorAll("a")) Object.assign(link, { target: "_blank", rel: "noopener" });
      });
    });
  };
}

/** Shows the bare address, and has `ask` bring what stands there; an answer counts while its address is the one shown. */
function asked(node: Node, dom: HTMLElement, ask: (url: string, isShown: () => boolean) => void): NodeView {
  let shown = "";
  const again = () => {
    const url = shown;
    ask(url, () => shown === url);
  };
  const view = leaf(node, dom, (next) => {
    const url = addressOf(next);
    if (url === shown) return;
    shown = url;
    paint(dom, url, null);
    again();
  });
  return refreshed(view, again);
}

/** Titles and states change elsewhere: asked again when somebody comes back to this tab. */
function refreshed(view: NodeView, ask: () => void): NodeView {
  const look = () => document.visibilityState === "visible" && ask();
  document.addEventListener("visibilitychange", look);
  return { ...view, destroy: () => document.removeEventListener("visibilitychange", look) };
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
  if (card?.is_hidden) link.classList.add("is-hidden");
  dom.replaceChildren(link);
}

function iconOf(card: Card | null): IconName {
  if (!card) return "link";
  if (card.icon === "lock" || card.icon === "folder") return card.icon;
  return card.icon === "scale" || card.number ? "scale" : "file";
}

function readable(url: string): string {
  return url.replace(/^https?:\/\/(www\.)?/, "").replace(/\/$/, "") || t("Link without an address");
}
