// What typists type: real text, one character an update, made by Yjs itself before anything is measured.
import { readFileSync } from "node:fs";
import * as Y from "yjs";

export const FIRST_TYPIST = 7000;
const CHARACTERS_A_PARAGRAPH = 400;

/** `edits` updates of each of `typists`, each beginning with a paragraph of her own in the document of `file`. */
export function plan({ file, typists, edits, text }) {
  const base = readFileSync(file);
  const words = readFileSync(text, "utf8").replace(/\s+/g, " ");
  return Array.from({ length: typists }, (_, n) => typed(base, FIRST_TYPIST + n, words.slice(n * 997), edits));
}

function typed(base, clientID, words, edits) {
  const doc = new Y.Doc();
  doc.clientID = clientID;
  Y.applyUpdate(doc, base);
  const updates = [];
  const ends = [];
  doc.on("update", (update) => {
    updates.push(Buffer.from(update));
    ends.push(Y.getState(doc.store, clientID));
  });
  const body = doc.getXmlFragment("body");
  let text = null;
  for (let n = 0; n < edits; n++) {
    if (n % CHARACTERS_A_PARAGRAPH === 0) {
      text = new Y.XmlText();
      const paragraph = new Y.XmlElement("paragraph");
      paragraph.insert(0, [text]);
      body.insert(Math.floor(body.length / 2), [paragraph]);
    } else {
      text.insert(text.length, words[n % words.length]);
    }
  }
  doc.destroy();
  return { updates, ends };
}

/** [client, clock after the last change] for all that an update brings. */
export function brings(update) {
  return [...Y.parseUpdateMeta(update).to];
}
