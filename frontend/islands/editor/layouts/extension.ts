// Columns in the editor: their keys, and the blocks that put them in.
import { Extension } from "@tiptap/core";
import { type Block, insertBlock } from "../behaviours/blocks";
import { openLayoutMenu, presets } from "./bar";
import { newLayout, PRESETS, removeEmpty } from "./commands";

export const Layouts = Extension.create({
  name: "layouts",
  // After tables, whose menu is the nearer one; before the keys of the text.
  priority: 240,
  addKeyboardShortcuts() {
    const { editor } = this;
    return {
      Backspace: () => removeEmpty(editor.state, editor.view.dispatch),
      "Alt-ArrowDown": () => openLayoutMenu(editor),
    };
  },
});

export function layoutBlocks(): Block[] {
  return presets().map(([name, title, icon]) => ({
    id: name === "two" ? "layout" : `layout-${name}`,
    title,
    hint: "",
    icon,
    group: "structure",
    words: "layout side by side columns sidebar",
    run: (editor) => insertBlock(editor, newLayout(editor.schema, PRESETS[name] ?? [])),
  }));
}
