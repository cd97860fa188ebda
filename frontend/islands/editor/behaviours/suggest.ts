// The menus that open while typing: "/" for blocks and "@" for people.
import { type Editor, Extension, type Range } from "@tiptap/core";
import type { ResolvedPos } from "@tiptap/pm/model";
import { PluginKey } from "@tiptap/pm/state";
import { Suggestion, type SuggestionProps } from "@tiptap/suggestion";
import { t } from "../../../lib/words";
import type { Person, Services } from "../services";
import { sizedTable } from "../tables/picker";
import { avatar } from "../ui/avatar";
import { type Floating, openFloating } from "../ui/floating";
import { type Choice, Listbox } from "../ui/listbox";
import { type Block, insertInline } from "./blocks";
import { type BlockChoice, choicesFor, recentBlocks, rememberBlock } from "./catalogue";
import { type EmojiChoice, emojiChoices, emojiDone, emojiPattern, putEmoji } from "./emoji";

/** The words behind the trigger character left of the caret: at the start, or after a space or an opening bracket. */
function findQuery($position: ResolvedPos, pattern: RegExp) {
  const before = $position.parent.textBetween(0, $position.parentOffset, "\n", "\ufffc");
  const found = pattern.exec(before);
  const text = found?.[1];
  if (!text) return null;
  const range = { from: $position.pos - text.length, to: $position.pos };
  return { range, query: text.slice(1), text };
}

const SLASH = /(?:^|[\s(\ufffc])(\/(?:\/|[^\s/]*(?: [^\s/]+)?))$/;
const AT = /(?:^|[\s(\ufffc])(@[^\s@]*(?: [^\s@]+)?)$/;

interface Menu<C extends Choice> {
  char: string;
  pattern(): RegExp;
  label: string;
  empty: string;
  items(query: string, editor: Editor): C[] | Promise<C[]>;
  choose(editor: Editor, range: Range, choice: C): void;
  /** Acts as soon as such a query stands there. */
  immediate?(query: string): boolean;
  onExit?(): void;
}

function suggestion<C extends Choice>(editor: Editor, menu: Menu<C>) {
  return Suggestion<C>({
    editor,
    char: menu.char,
    pluginKey: new PluginKey(`suggest${menu.char}`),
    findSuggestionMatch: ({ $position }) => findQuery($position, menu.pattern()),
    decorationClass: "ed-query",
    dismissOnOutsideClick: true,
    allow: ({ state, range }) => {
      const $from = state.doc.resolve(range.from);
      return !$from.parent.type.spec.code && !$from.marks().some((mark) => mark.type.name === "code");
    },
    items: ({ query }) => menu.items(query, editor),
    command: ({ range, props }) => menu.choose(editor, range, props as C),
    render: () => rendered(menu, editor),
  });
}

function rendered<C extends Choice>(menu: Menu<C>, editor: Editor) {
  let list: Listbox<C> | null = null;
  let floating: Floating | null = null;
  let latest: SuggestionProps<C> | null = null;
  const rect = () => latest?.clientRect?.() ?? editor.view.dom.getBoundingClientRect();
  const close = () => {
    floating?.close();
    list?.destroy();
    list = floating = null;
  };
  const update = (props: SuggestionProps<C>) => {
    latest = props;
    if (props.loading) return;
    if (menu.immediate?.(props.query)) {
      const [first] = props.items;
      if (first) props.command(first);
      return;
    }
    list?.show(props.items, menu.empty);
  };
  return {
    onStart: (props: SuggestionProps<C>) => {
      latest = props;
      list = new Listbox<C>(editor.view.dom, menu.label, (choice) => latest?.command(choice));
      floating = openFloating({ getBoundingClientRect: rect, contextElement: editor.view.dom }, list.element, {
        dismissable: false,
      });
      update(props);
    },
    onUpdate: update,
    onKeyDown: ({ event }: { event: KeyboardEvent }) => {
      if (event.key !== "Escape") return list?.key(event) ?? false;
      event.stopPropagation();
      close();
      return false;
    },
    onExit: () => {
      close();
      menu.onExit?.();
    },
  };
}

/** "/4x3" is a table of that size. */
function sized(query: string): BlockChoice[] {
  const block = sizedTable(query);
  return block ? [{ id: block.id, title: block.title, hint: block.hint, icon: block.icon, block }] : [];
}

export interface SuggestOptions {
  services: Services;
  /** Everything that can be put in, see `catalogue.ts`. */
  blocks: Block[];
}

export const Suggest = Extension.create<SuggestOptions>({
  name: "suggest",
  // Before the keys of the text: while a list is open, Enter and the arrows are its.
  priority: 1000,
  addProseMirrorPlugins() {
    const { services, blocks } = this.options;
    const date = blocks.filter((block) => block.id === "date").map((block) => ({ id: "date", title: "", block }));
    return [
      suggestion<BlockChoice>(this.editor, {
        char: "/",
        pattern: () => SLASH,
        label: t("Insert"),
        empty: t("Nothing fits. Esc closes this list."),
        immediate: (query) => query === "/",
        items: (query) => (query === "/" ? date : [...sized(query), ...choicesFor(blocks, query, recentBlocks())]),
        choose: (editor, range, { block }) => {
          editor.chain().focus().deleteRange(range).run();
          rememberBlock(block.id);
          block.run(editor);
        },
      }),
      suggestion<PersonChoice>(this.editor, {
        char: "@",
        pattern: () => AT,
        label: t("Mention a person"),
        empty: t("Nobody found by that name."),
        items: async (query) => (await services.people(query)).map(personChoice),
        choose: (editor, range, { person }) => {
          editor.chain().focus().deleteRange(range).run();
          insertInline(editor, "mention", { id: String(person.id), text: `@${person.name}` });
        },
      }),
      emojiMenu(this.editor),
    ];
  },
});

function emojiMenu(editor: Editor) {
  return suggestion<EmojiChoice>(editor, {
    char: ":",
    pattern: () => emojiPattern(editor),
    label: t("Emoji"),
    empty: t("No emoji by that name."),
    items: (query) => emojiChoices(query),
    choose: (_editor, range, { emoji }) => putEmoji(editor, range, emoji),
    onExit: () => emojiDone(editor),
  });
}

interface PersonChoice extends Choice {
  person: Person;
}

function personChoice(person: Person): PersonChoice {
  // Those of one name are told apart by the note; who can't see the page may still be named.
  const shut = person.can_view === false ? t("can't see this page yet") : "";
  const hint = [person.note, shut].filter(Boolean).join(" · ");
  return { id: String(person.id), title: person.name, hint, ...face(person), person };
}

function face(person: Person): Pick<Choice, "icon" | "badge"> {
  return person.kind === "team" ? { icon: "users" } : { badge: () => avatar(person) };
}
