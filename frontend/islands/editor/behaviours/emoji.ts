// Emoji by name. The list (140 KB) is loaded when somebody first asks for one.
import { type Editor, Extension, InputRule, type Range } from "@tiptap/core";
import { t } from "../../../lib/words";
import type { Choice } from "../ui/listbox";
import { follow } from "./follow";

export interface Emoji {
  text: string;
  /** Without colons: "thumbsup", "thumbsup::skin-tone-3". */
  name: string;
  label: string;
  words: string[];
  toned: boolean;
}

export interface EmojiChoice extends Choice {
  emoji: Emoji;
}

const FOUND = 8;
const TONES = ["🏻", "🏼", "🏽", "🏾", "🏿"];
const TONE_NAMES = () => [t("light"), t("medium-light"), t("medium"), t("medium-dark"), t("dark")];
// What is offered before anything is known of the person.
const POPULAR = ["thumbsup", "tada", "heart", "smile", "eyes", "white_check_mark", "warning", "rocket"];

let loaded: Promise<Emoji[]> | null = null;

export function allEmoji(): Promise<Emoji[]> {
  loaded ??= import("../data/emoji.txt?raw").then(({ default: lines }) => parse(lines));
  return loaded;
}

export function parse(lines: string): Emoji[] {
  return lines
    .split("\n")
    .filter(Boolean)
    .map((line) => {
      const [text = "", name = "", label = "", words = "", tone = ""] = line.split("\t");
      return { text, name, label, words: words.split(" "), toned: tone === "s" };
    });
}

/** The best first. Few finds are joined by their skin tones; "wave:" names exactly one. */
export function findEmoji(all: Emoji[], query: string): Emoji[] {
  const wanted = query.toLowerCase();
  const exact = wanted.endsWith(":") ? wanted.slice(0, -1) : null;
  if (exact !== null) return all.filter(({ name, words }) => name === exact || words[0] === exact).slice(0, 1);
  const ranked = all.map((emoji) => ({ emoji, at: rank(emoji, wanted) })).filter(({ at }) => at < 4);
  const found = ranked.sort((a, b) => a.at - b.at).map(({ emoji }) => emoji);
  const [only] = found;
  const tones = only && found.length <= 2 ? found.flatMap(tonesOf) : [];
  return [...found.slice(0, FOUND), ...tones];
}

function rank({ name, words }: Emoji, wanted: string): number {
  if (name === wanted) return 0;
  if (name.startsWith(wanted)) return 1;
  if (words.some((word) => word.startsWith(wanted))) return 2;
  return name.includes(wanted) ? 3 : 4;
}

function tonesOf(emoji: Emoji): Emoji[] {
  if (!emoji.toned) return [];
  const [first = "", ...rest] = [...emoji.text];
  // The picture selector gives way to the tone.
  const after = rest.filter((char, index) => index > 0 || char !== "\ufe0f").join("");
  return TONES.map((tone, index) => ({
    ...emoji,
    text: first + tone + after,
    name: `${emoji.name}::skin-tone-${index + 2}`,
    label: `${emoji.label}: ${TONE_NAMES()[index]}`,
    toned: false,
  }));
}

/** As ADF keeps it: the name for every system, the code points, and the character itself. */
export function emojiAttrs({ text, name }: Emoji): Record<string, string> {
  const id = [...text].map((char) => char.codePointAt(0)?.toString(16)).join("-");
  return { shortName: `:${name}:`, id, text };
}

export async function emojiChoices(query: string): Promise<EmojiChoice[]> {
  const all = await allEmoji();
  const found = query ? findEmoji(all, query) : favourites(all);
  return found.map((emoji) => ({
    id: emoji.name,
    title: emoji.label,
    hint: `:${emoji.name}:`,
    badge: () => picture(emoji.text),
    emoji,
  }));
}

function picture(text: string): HTMLElement {
  const element = document.createElement("span");
  element.className = "ed-emoji";
  element.textContent = text;
  return element;
}

export function putEmoji(editor: Editor, range: Range, emoji: Emoji): void {
  remember(emoji.name);
  editor
    .chain()
    .focus()
    .insertContentAt(range, [
      { type: "emoji", attrs: emojiAttrs(emoji) },
      { type: "text", text: " " },
    ])
    .run();
}

const KEPT = "cairn:emoji";

function recent(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEPT) ?? "[]");
    return Array.isArray(kept) ? kept.filter((name): name is string => typeof name === "string") : [];
  } catch {
    return [];
  }
}

function remember(name: string): void {
  try {
    localStorage.setItem(KEPT, JSON.stringify([name, ...recent().filter((other) => other !== name)].slice(0, FOUND)));
  } catch {
    // A browser that keeps nothing offers the popular ones.
  }
}

function favourites(all: Emoji[]): Emoji[] {
  const names = [...new Set([...recent().map((name) => name.split("::")[0] ?? ""), ...POPULAR])].slice(0, FOUND);
  return names.flatMap((name) => all.find((emoji) => emoji.name === name) ?? []);
}

// Two letters at least: a colon alone is a colon. From the slash menu it is asked for.
const TYPED = /(?:^|[\s(\ufffc])(:[a-z+-][\w+-]+)$/i;
const ASKED = /(?:^|[\s(\ufffc])(:(?:[\w+-]+)?)$/i;
const asked = new WeakSet<Editor>();

export function emojiPattern(editor: Editor): RegExp {
  return asked.has(editor) ? ASKED : TYPED;
}

/** Opens the list of emoji at the caret. */
export function askForEmoji(editor: Editor): void {
  asked.add(editor);
  const before = editor.state.selection.$from.nodeBefore?.text ?? "";
  editor
    .chain()
    .focus()
    .insertContent(before && !/\s$/.test(before) ? " :" : ":")
    .run();
}

export function emojiDone(editor: Editor): void {
  asked.delete(editor);
}

/** `:tada:` written out becomes the emoji, however fast: the list of them may still be on its way. */
export const EmojiTyping = Extension.create({
  name: "emojiTyping",
  addInputRules() {
    const { editor } = this;
    return [
      new InputRule({
        find: /(?:^|[\s(\ufffc])(:[a-z+-][\w+-]+:)$/i,
        handler: ({ range, match }) => {
          const written = match[1] ?? "";
          void replaceWritten(editor, range.from + match[0].length - written.length, written);
          return null;
        },
      }),
    ];
  },
});

async function replaceWritten(editor: Editor, from: number, written: string): Promise<void> {
  const place = follow(editor, from);
  const [emoji] = findEmoji(await allEmoji(), written.slice(1));
  const { pos } = place;
  place.stop();
  const to = pos + written.length;
  if (!emoji || editor.isDestroyed || to > editor.state.doc.content.size) return;
  if (editor.state.doc.textBetween(pos, to, "\n", "\ufffc") !== written) return;
  remember(emoji.name);
  const node = editor.schema.nodeFromJSON({ type: "emoji", attrs: emojiAttrs(emoji) });
  editor.view.dispatch(editor.state.tr.replaceWith(pos, to, node));
}
