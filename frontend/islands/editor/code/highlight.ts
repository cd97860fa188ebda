// Colours the code blocks of the text. Only blocks that changed are read again; grammars come when they are needed.
import { Extension } from "@tiptap/core";
import type { Node as PmNode } from "@tiptap/pm/model";
import { Plugin, PluginKey } from "@tiptap/pm/state";
import { Decoration, DecorationSet, type EditorView } from "@tiptap/pm/view";
import { type Found, nodesWhere } from "../behaviours/blockwise";
import type * as Highlighter from "./highlighter";
import { type Language, languageOf } from "./languages";

const LONGEST = 50_000;

interface Coloured {
  blocks: PmNode[];
  set: DecorationSet;
}

const key = new PluginKey<Coloured>("highlight");

export const Highlight = Extension.create({
  name: "highlight",
  addProseMirrorPlugins: () => [colours()],
});

function colours(): Plugin<Coloured> {
  const teacher = new Teacher();
  return new Plugin<Coloured>({
    key,
    state: {
      init: (_config, { doc }) => teacher.colour(doc, codeBlocks(doc)),
      apply: (tr, old) => {
        if (!tr.docChanged && !tr.getMeta(key)) return old;
        const blocks = codeBlocks(tr.doc);
        const same = blocks.length === old.blocks.length && blocks.every(({ what }, at) => what === old.blocks[at]);
        if (same && !tr.getMeta(key)) return blocks.length ? { ...old, set: old.set.map(tr.mapping, tr.doc) } : old;
        return teacher.colour(tr.doc, blocks);
      },
    },
    props: { decorations: (state) => key.getState(state)?.set },
    view: (view) => {
      teacher.view = view;
      teacher.ask();
      return { destroy: () => teacher.end() };
    },
  });
}

const codeBlocks = nodesWhere((node) => node.type.spec.code === true);

/** Knows the grammars that have come, and asks for those that have not. */
class Teacher {
  view: EditorView | null = null;
  #known: typeof Highlighter | null = null;
  #asked = new Set<Language>();
  #learnt = new Set<Language>();
  #words = new WeakMap<PmNode, Highlighter.Word[]>();

  colour(doc: PmNode, blocks: Found<PmNode>[]): Coloured {
    const decorations = blocks.flatMap(({ what, pos }) =>
      this.#wordsOf(what).map(({ from, to, kind }) =>
        Decoration.inline(pos + 1 + from, pos + 1 + to, { class: `tok-${kind}` }),
      ),
    );
    return { blocks: blocks.map(({ what }) => what), set: DecorationSet.create(doc, decorations) };
  }

  /** Loads what was asked for, then has the text coloured. */
  ask(): void {
    const wanted = [...this.#asked].filter((language) => !this.#learnt.has(language));
    if (!this.view || wanted.length === 0) return;
    for (const language of wanted) this.#learnt.add(language);
    import("./highlighter")
      .then(async (highlighter) => {
        await Promise.all(wanted.map((language) => highlighter.learn(language)));
        this.#known = highlighter;
        this.#words = new WeakMap();
        if (this.view && !this.view.isDestroyed) this.view.dispatch(this.view.state.tr.setMeta(key, true));
      })
      .catch(() => {
        // Without colours the code is as good to write.
      });
  }

  end(): void {
    this.view = null;
  }

  #wordsOf(node: PmNode): Highlighter.Word[] {
    const language = languageOf(node.attrs.language);
    if (!language?.load || node.content.size > LONGEST) return [];
    if (!this.#asked.has(language)) {
      this.#asked.add(language);
      queueMicrotask(() => this.ask());
    }
    const kept = this.#words.get(node);
    if (kept || !this.#known) return kept ?? [];
    const words = this.#known.wordsOf(language, node.textContent);
    this.#words.set(node, words);
    return words;
  }
}
