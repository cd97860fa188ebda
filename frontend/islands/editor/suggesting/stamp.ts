// What a suggestion is in the live document; the twin of cairn/documents/suggestions on the server.
//
// A suggestion only adds: nothing of the text moves, goes or changes before somebody accepts it. Words carry marks,
// blocks carry attributes (a stamp as JSON text), so the text without anybody's suggestions is had by leaving them out.
import { Mark as MarkExtension } from "@tiptap/core";
import type { Mark, Node as PmNode } from "@tiptap/pm/model";

export interface Stamp {
  /** One for what was done in one go; begins with the person's id ("7-…"). */
  id: string;
  user: string;
  /** ISO, UTC. */
  at: string;
}

export const INSERTED = "suggestedInsertion";
export const DELETED = "suggestedDeletion";
export const JOINED = "suggestedJoin";
export const CHANGED = "suggestedChange";
export const BLOCK_ATTRS = [INSERTED, DELETED, JOINED, CHANGED] as const;
export type BlockAttr = (typeof BLOCK_ATTRS)[number];

/** In a suggested insertion: a new paragraph shall begin here. */
export const SPLIT = "\u2029";

const TEXT_MARKS: Record<string, Record<string, unknown>> = {
  insertion: { id: "", user: "", at: "" },
  deletion: { id: "", user: "", at: "" },
  modification: { id: "", user: "", at: "", add: null, remove: null },
};

/** The order of the attributes is part of the key under which Yjs keeps a mark that may stand beside its like. */
export function suggestionMarks(): MarkExtension[] {
  return Object.entries(TEXT_MARKS).map(([name, attrs]) =>
    MarkExtension.create({
      name,
      inclusive: false,
      ...(name === "insertion" ? {} : { excludes: "" }),
      addAttributes: () =>
        Object.fromEntries(
          Object.entries(attrs).map(([key, value]) => [
            key,
            { default: value, rendered: false, parseHTML: () => null },
          ]),
        ),
      parseHTML: () => [],
      renderHTML: ({ mark }) => [
        name === "deletion" ? "del" : name === "insertion" ? "ins" : "span",
        markAttrs(mark, name),
        0,
      ],
    }),
  );
}

function markAttrs(mark: Mark, name: string): Record<string, string> {
  const attrs: Record<string, string> = {
    class: `sg sg-${name}`,
    "data-suggestion": String(mark.attrs.id),
    "data-hue": hueOfPerson(String(mark.attrs.user)),
  };
  const added = addedMark(mark)?.type;
  if (added) attrs["data-add"] = added;
  else if (mark.attrs.remove) attrs["data-remove"] = String(mark.attrs.remove);
  return attrs;
}

export const isSuggestionMark = (mark: Mark) => mark.type.name in TEXT_MARKS;

export const plainMarks = (marks: readonly Mark[]) => marks.filter((mark) => !isSuggestionMark(mark));

/** The mark that a suggested formatting adds, as JSON. */
export function addedMark(mark: Mark): { type: string; attrs?: Record<string, unknown> } | null {
  return typeof mark.attrs.add === "string" ? parse(mark.attrs.add) : null;
}

/** The stamp of a block's attribute, with what else it holds. */
export function blockStamp(node: PmNode, name: BlockAttr): (Stamp & Record<string, unknown>) | null {
  const value: unknown = node.attrs[name];
  return typeof value === "string" ? parse(value) : null;
}

function parse<T>(text: string): T | null {
  try {
    const value: unknown = JSON.parse(text);
    return value && typeof value === "object" ? (value as T) : null;
  } catch {
    return null;
  }
}

/** The same as the server's `hue_of`. */
export const hueOfPerson = (id: string) => (/^\d{1,15}$/.test(id) ? String(Number(id) % 12) : "0");

export function newStamp(user: string): Stamp {
  return { id: `${user}-${crypto.randomUUID().slice(0, 13)}`, user, at: new Date().toISOString() };
}
