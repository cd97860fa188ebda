// Markdown while typing.
import { Extension, InputRule, markInputRule, textblockTypeInputRule, wrappingInputRule } from "@tiptap/core";
import type { Schema } from "@tiptap/pm/model";
import { TextSelection } from "@tiptap/pm/state";
import { type ItemKind, toggleItems } from "./items";
import { newId } from "./localIds";

export const MarkdownTyping = Extension.create({
  name: "markdownTyping",
  addInputRules() {
    const { schema } = this.editor;
    return [...blockRules(schema), ...itemRules(), ...markRules(schema), ruleRule()];
  },
});

function typeOf(schema: Schema, name: string) {
  const type = schema.nodes[name];
  if (!type) throw new Error(`no node ${name}`);
  return type;
}

function blockRules(schema: Schema): InputRule[] {
  return [
    textblockTypeInputRule({
      find: /^(#{1,6})\s$/,
      type: typeOf(schema, "heading"),
      getAttributes: (match) => ({ level: match[1]?.length ?? 1 }),
    }),
    textblockTypeInputRule({
      find: /^```([a-z0-9+#-]*)\s$/,
      type: typeOf(schema, "codeBlock"),
      getAttributes: (match) => ({ language: match[1] || null }),
    }),
    wrappingInputRule({ find: /^\s*[-*+]\s$/, type: typeOf(schema, "bulletList") }),
    wrappingInputRule({
      find: /^(\d{1,4})[.)]\s$/,
      type: typeOf(schema, "orderedList"),
      getAttributes: (match) => ({ order: Number(match[1]) === 1 ? null : Number(match[1]) }),
      joinPredicate: (match, node) => node.childCount + Number(node.attrs.order ?? 1) === Number(match[1]),
    }),
    wrappingInputRule({ find: /^\s*>\s$/, type: typeOf(schema, "blockquote") }),
  ];
}

/** `[] `, `[ ] `, `[x] ` an action item; `<> ` a decision. Also at the start of a bullet. */
function itemRules(): InputRule[] {
  const rule = (find: RegExp, kind: ItemKind) =>
    new InputRule({
      find,
      handler: ({ state, range, match }) => {
        const { $from } = state.selection;
        if ($from.parent.type.name !== "paragraph") return null;
        const { tr } = state;
        tr.delete(range.from, range.to);
        // Reading it again makes `state` see the deletion.
        void state.tr;
        const made = toggleItems(kind)(state, () => {});
        if (!made) return null;
        const item = tr.selection.$from;
        const done = kind === "taskItem" && /x/i.test(match[1] ?? "");
        if (item.parent.type.name === kind) {
          tr.setNodeMarkup(item.before(), null, {
            ...item.parent.attrs,
            localId: newId(),
            ...(done ? { state: "DONE" } : {}),
          });
        }
        return undefined;
      },
    });
  return [rule(/^\s*\[([ xX]?)\]\s$/, "taskItem"), rule(/^\s*<>\s$/, "decisionItem")];
}

function markRules(schema: Schema): InputRule[] {
  const rule = (find: RegExp, name: string) => {
    const type = schema.marks[name];
    return type ? [markInputRule({ find, type })] : [];
  };
  return [
    ...rule(/(?:^|[\s(])(\*\*(?!\s)([^*]+[^*\s])\*\*)$/, "strong"),
    ...rule(/(?:^|[\s(])(__(?!\s)([^_]+[^_\s])__)$/, "strong"),
    ...rule(/(?:^|[\s(])(\*(?![\s*])([^*]*[^*\s])\*)$/, "em"),
    ...rule(/(?:^|[\s(])(_(?![\s_])([^_]*[^_\s])_)$/, "em"),
    ...rule(/(?:^|[\s(])(~~(?!\s)([^~]+[^~\s])~~)$/, "strike"),
    ...rule(/(?:^|[^`])(`([^`]+)`)$/, "code"),
    linkRule(),
  ];
}

/** `[words](https://…)` becomes a link. */
function linkRule(): InputRule {
  return new InputRule({
    find: /\[([^\]]+)\]\((https?:\/\/[^\s)]+|\/[^\s)]*|mailto:[^\s)]+)\)$/,
    handler: ({ state, range, match }) => {
      const link = state.schema.marks.link?.create({ href: match[2] });
      if (!link || !match[1]) return null;
      state.tr.replaceWith(range.from, range.to, state.schema.text(match[1], [link]));
      state.tr.removeStoredMark(link);
      return undefined;
    },
  });
}

/** `---` on its own becomes a rule, with a paragraph after it to go on in. */
function ruleRule(): InputRule {
  return new InputRule({
    find: /^(?:---|___|\*\*\*)$/,
    handler: ({ state }) => {
      const { $from } = state.selection;
      const { rule, paragraph } = state.schema.nodes;
      const parent = $from.node(-1);
      if ($from.parent.type !== paragraph || !rule || !paragraph) return null;
      const index = $from.index(-1);
      if (!parent.canReplaceWith(index, index + 1, rule)) return null;
      const { tr } = state;
      const [start, end] = [$from.before(), tr.mapping.map($from.after())];
      tr.replaceWith(start, end, [rule.create(), paragraph.create()]);
      tr.setSelection(TextSelection.near(tr.doc.resolve(start + 2)));
      return undefined;
    },
  });
}
