// The menus that open while typing: "/" for blocks and "@" for people.
import { type Editor, Extension, type Range } from "@tiptap/core";
import { PluginKey } from "@tiptap/pm/state";
import { Suggestion, type SuggestionProps } from "@tiptap/suggestion";
import { t } from "../../../lib/words";
import type { Person, Services } from "../services";
import { avatar } from "../ui/avatar";
import { type Floating, openFloating } from "../ui/floating";
import { type Choice, Listbox } from "../ui/listbox";
import { type Block, blocks, insertInline } from "./blocks";

interface Menu<C extends Choice> {
  char: string;
  label: string;
  empty: string;
  items(query: string, editor: Editor): C[] | Promise<C[]>;
  choose(editor: Editor, range: Range, choice: C): void;
  /** Acts as soon as this query stands there. */
  immediate?: string;
}

function suggestion<C extends Choice>(editor: Editor, menu: Menu<C>) {
  return Suggestion<C>({
    editor,
    char: menu.char,
    pluginKey: new PluginKey(`suggest${menu.char}`),
    allowedPrefixes: [" ", "(", "\u00a0"],
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
    if (menu.immediate === props.query) {
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
    onExit: close,
  };
}

const fits = (block: Block, query: string) => {
  const wanted = query.toLowerCase().trim();
  return `${block.title} ${block.words} ${block.hint}`.toLowerCase().includes(wanted);
};

/** Titles that begin with the query first, then the rest in their order. */
function ranked(all: Block[], query: string): Block[] {
  const wanted = query.toLowerCase().trim();
  const found = all.filter((block) => fits(block, query));
  if (!wanted) return found;
  const starts = (block: Block) => Number(!block.title.toLowerCase().startsWith(wanted));
  return found.sort((a, b) => starts(a) - starts(b));
}

export interface SuggestOptions {
  services: Services;
  /** Blocks that need more than the schema: date, status, picture, comment. */
  extra: Block[];
}

export const Suggest = Extension.create<SuggestOptions>({
  name: "suggest",
  addProseMirrorPlugins() {
    const { services, extra } = this.options;
    const all = [...blocks(), ...extra];
    const date = extra.filter((block) => block.id === "date");
    return [
      suggestion<Block>(this.editor, {
        char: "/",
        label: t("Insert"),
        empty: t("Nothing fits. Esc closes this list."),
        immediate: "/",
        items: (query) => (query === "/" ? date : ranked(all, query)),
        choose: (editor, range, block) => {
          editor.chain().focus().deleteRange(range).run();
          block.run(editor);
        },
      }),
      suggestion<PersonChoice>(this.editor, {
        char: "@",
        label: t("Mention a person"),
        empty: t("Nobody found by that name."),
        items: async (query) => (await services.people(query)).map(personChoice),
        choose: (editor, range, { person }) => {
          editor.chain().focus().deleteRange(range).run();
          insertInline(editor, "mention", { id: String(person.id), text: `@${person.name}` });
        },
      }),
    ];
  },
});

interface PersonChoice extends Choice {
  person: Person;
}

function personChoice(person: Person): PersonChoice {
  return { id: String(person.id), title: person.name, badge: () => avatar(person), person };
}
