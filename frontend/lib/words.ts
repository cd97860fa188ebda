/** The words in the reader's language, where the page has loaded a catalogue; the English ones otherwise. */
export function t(words: string): string {
  const catalogue = (globalThis as { gettext?: (words: string) => string }).gettext;
  return catalogue ? catalogue(words) : words;
}

/** `fill("{n} words", { n: 3 })`: puts values into translated words. */
export function fill(words: string, values: Record<string, string | number>): string {
  return words.replace(/\{(\w+)\}/g, (hole, name: string) => String(values[name] ?? hole));
}
