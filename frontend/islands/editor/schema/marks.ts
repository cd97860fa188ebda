// ADF's marks as TipTap marks.
import { type Attribute, Mark } from "@tiptap/core";
import type { DOMOutputSpec, Mark as PmMark } from "@tiptap/pm/model";
import { hueOf } from "./colors";
import { safeHref } from "./dom";
import { MARK_PARSE } from "./parse";
import { CODE_EXCLUDES, MARKS } from "./spec";

const TAGS: Record<string, string> = {
  em: "em",
  strong: "strong",
  strike: "s",
  underline: "u",
  code: "code",
};

export function buildMarks(): Mark[] {
  return Object.keys(MARKS).map((name) =>
    Mark.create({
      name,
      inclusive: name !== "link" && name !== "annotation",
      // Marks of one type may overlap only for annotations: y-prosemirror then keys them by their hash.
      ...excluded(name),
      ...(name === "code" ? { code: true } : {}),
      addAttributes: () => declareAttributes(name),
      parseHTML: () => [ownRule(name), ...(MARK_PARSE[name] ?? [])],
      renderHTML: ({ mark }) => renderMark(mark),
    }),
  );
}

function excluded(name: string): { excludes?: string } {
  if (name === "annotation") return { excludes: "" };
  return name === "code" ? { excludes: CODE_EXCLUDES } : {};
}

function declareAttributes(name: string): Record<string, Attribute> {
  const entries = Object.entries(MARKS[name] ?? {});
  return Object.fromEntries(
    entries.map(([key, value]) => [key, { default: value, rendered: false, parseHTML: () => null }]),
  );
}

function ownRule(name: string) {
  return {
    tag: `[data-mark="${name}"]`,
    priority: 100,
    getAttrs: (element: HTMLElement) => {
      try {
        return JSON.parse(element.getAttribute("data-attrs") ?? "{}") as Record<string, unknown>;
      } catch {
        return {};
      }
    },
  };
}

function renderMark(mark: PmMark): DOMOutputSpec {
  const name = mark.type.name;
  const attrs: Record<string, string> = { "data-mark": name };
  if (Object.keys(mark.attrs).length) attrs["data-attrs"] = JSON.stringify(mark.attrs);
  if (name === "link") {
    return ["a", { ...attrs, href: safeHref(mark.attrs.href), rel: "noopener noreferrer" }, 0];
  }
  if (name === "subsup") return [mark.attrs.type === "sup" ? "sup" : "sub", attrs, 0];
  if (name === "textColor" || name === "backgroundColor") {
    attrs.class = name === "textColor" ? "text-color" : "text-background";
    attrs["data-hue"] = hueOf(mark.attrs.color);
  }
  if (name === "annotation") {
    attrs.class = "annotation";
    attrs["data-annotation"] = String(mark.attrs.id);
  }
  return [TAGS[name] ?? "span", attrs, 0];
}
