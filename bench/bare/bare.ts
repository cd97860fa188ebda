// The floor of `bin/bench editor`: TipTap with its starter kit and nothing of ours, on the same text.
import { Editor } from "@tiptap/core";
import { StarterKit } from "@tiptap/starter-kit";

const content = document.querySelector<HTMLScriptElement>("#content");
const element = document.querySelector<HTMLElement>("#editor");
if (content && element) new Editor({ element, extensions: [StarterKit], content: JSON.parse(content.text) });
