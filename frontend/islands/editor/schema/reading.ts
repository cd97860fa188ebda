// Parse rules for what our own reading view shows, so that words copied from a page return as what they were.
import type { TagParseRule } from "@tiptap/pm/model";
import { safeHref } from "./dom";

const PANEL = /\bpanel-(info|note|tip|warning|error|success)\b/;
const LOZENGE = /\blozenge-(neutral|purple|blue|red|yellow|green)\b/;

const card = (kind: string): TagParseRule => ({
  tag: `a[data-card="${kind}"]`,
  priority: 70,
  getAttrs: (el) => {
    const url = safeHref(el.getAttribute("href"));
    return url ? { url } : false;
  },
});

export const OWN: Record<string, TagParseRule[]> = {
  panel: [{ tag: "div.panel", getAttrs: (el) => ({ panelType: PANEL.exec(el.className)?.[1] ?? "info" }) }],
  layoutSection: [{ tag: "div.layout[data-columns]" }],
  layoutColumn: [
    {
      tag: "div.layout-column",
      getAttrs: (el) => ({ width: Number(el.getAttribute("data-width")) || 50 }),
    },
  ],
  decisionList: [{ tag: "ul.decision-list", priority: 70 }],
  decisionItem: [
    {
      tag: "li.decision-item",
      priority: 70,
      getAttrs: (el) => ({ state: el.getAttribute("data-state") ?? "DECIDED" }),
    },
  ],
  status: [
    {
      tag: "span.lozenge",
      getAttrs: (el) => {
        const text = el.textContent?.trim() ?? "";
        return text ? { text, color: LOZENGE.exec(el.className)?.[1] ?? "neutral" } : false;
      },
    },
  ],
  mention: [
    {
      tag: "a.mention[data-user-id]",
      priority: 70,
      getAttrs: (el) => ({ id: el.getAttribute("data-user-id"), text: el.textContent?.trim() }),
    },
  ],
  emoji: [
    {
      tag: "span.emoji[aria-label]",
      getAttrs: (el) => ({
        shortName: `:${(el.getAttribute("aria-label") ?? "").replace(/ /g, "_")}:`,
        text: el.textContent,
      }),
    },
  ],
  date: [
    {
      tag: "time[datetime]",
      getAttrs: (el) => {
        const day = Date.parse((el.getAttribute("datetime") ?? "").slice(0, 10));
        return Number.isNaN(day) ? false : { timestamp: String(day) };
      },
    },
  ],
  inlineCard: [card("inline")],
  blockCard: [card("block")],
  embedCard: [card("embed")],
};
