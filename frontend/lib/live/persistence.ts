// The copy of a live document on this device, per person and document: what was typed offline survives a closed tab.
import { IndexeddbPersistence } from "y-indexeddb";
import type { Doc } from "yjs";

export interface Persistence {
  /** False where the browser keeps nothing (private mode, full disk). */
  readonly works: boolean;
  /** Settles when the kept text is in the document, or when it is known that nothing is kept. Never rejects. */
  readonly ready: Promise<void>;
  destroy(): void;
}

/** Nothing is kept; for readers and tests. */
export const NO_PERSISTENCE: Persistence = { works: false, ready: Promise.resolve(), destroy() {} };

export function keepOnDevice(doc: Doc, documentKey: string, userId: string): Persistence {
  if (typeof indexedDB === "undefined") return NO_PERSISTENCE;
  const store = new IndexeddbPersistence(`cairn:${userId}:${documentKey}`, doc);
  const kept = { works: true, ready: Promise.resolve(), destroy: () => void store.destroy().catch(() => {}) };
  const failed = store._db.then(
    () => new Promise<void>(() => {}),
    () => {
      kept.works = false;
    },
  );
  // A hanging database (another tab upgrading it) must not keep the page from opening.
  const late = new Promise<void>((resolve) => setTimeout(resolve, 3000));
  kept.ready = Promise.race([store.whenSynced.then(() => undefined), failed, late]);
  return kept;
}
