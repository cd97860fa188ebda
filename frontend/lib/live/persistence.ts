// The copy of a live document on this device, per person and document: what was typed offline survives a closed tab.
// y-indexeddb reads and trims it. Writing is done here, because it does not tell when (and whether) something is written.
import { IndexeddbPersistence, PREFERRED_TRIM_SIZE, storeState } from "y-indexeddb";
import { applyUpdate, Doc, encodeStateAsUpdate, encodeStateVector, equalSnapshots, snapshot } from "yjs";

export interface Persistence {
  /** False where the browser keeps nothing (private mode, full disk). */
  readonly works: boolean;
  /** Everything typed so far is written on this device: the database has said so. */
  readonly kept: boolean;
  /** Settles when the kept text is in the document, or when it is known that nothing is kept. Never rejects. */
  readonly ready: Promise<void>;
  /** Calls `listener` when `works` or `kept` has changed. */
  onChange(listener: () => void): void;
  /** Takes away what is kept of this document: it would be refused at every visit. */
  forget(): void;
  destroy(): void;
}

/** Nothing is kept; for readers and tests. */
export const NO_PERSISTENCE: Persistence = {
  works: false,
  kept: false,
  ready: Promise.resolve(),
  onChange() {},
  forget() {},
  destroy() {},
};

export function keepOnDevice(doc: Doc, documentKey: string, userId: string): Persistence {
  if (typeof indexedDB === "undefined") return NO_PERSISTENCE;
  return new DeviceCopy(doc, `cairn:${userId}:${documentKey}`);
}

const UPDATES = "updates";
/** A hanging database (another tab upgrading it) must not keep the page from opening (ms). */
const PATIENCE = 3000;
/** Pause after the last write before it is told, so that the words do not flicker while somebody types (ms). */
const QUIET = 250;
const TRIM_AFTER = 1000;

export class DeviceCopy implements Persistence {
  works = true;
  readonly ready: Promise<void>;
  #doc: Doc;
  #store: IndexeddbPersistence;
  #open = false;
  /** Typed before the database was open. */
  #early = false;
  #writing = 0;
  #quiet: ReturnType<typeof setTimeout> | undefined;
  #trim: ReturnType<typeof setTimeout> | undefined;
  #listener: () => void = () => {};

  constructor(doc: Doc, name: string) {
    this.#doc = doc;
    // Into a document that has text already, what was kept is not poured again, nor is that text kept at each visit.
    this.#store = new IndexeddbPersistence(name, doc.store.clients.size ? new Doc() : doc);
    this.#store.doc.off("update", this.#store._storeUpdate);
    doc.on("update", this.#changed);
    const failed = this.#store._db.then(
      () => new Promise<void>(() => {}),
      () => this.#failed(),
    );
    const late = new Promise<void>((resolve) => setTimeout(resolve, PATIENCE));
    const opened = this.#store.whenSynced.then(() => this.#opened());
    this.ready = Promise.race([opened, failed, late]);
  }

  get kept(): boolean {
    return this.works && this.#open && this.#writing === 0;
  }

  onChange(listener: () => void): void {
    this.#listener = listener;
  }

  forget(): void {
    this.#stop();
    this.#store.clearData().catch(() => {});
  }

  destroy(): void {
    this.#stop();
    this.#listener = () => {};
    this.#store.destroy().catch(() => {});
  }

  #stop(): void {
    clearTimeout(this.#quiet);
    clearTimeout(this.#trim);
    this.#doc.off("update", this.#changed);
  }

  #opened(): void {
    this.#open = true;
    const { doc: kept } = this.#store;
    if (kept !== this.#doc) this.#join(kept);
    else if (this.#early) this.#write(encodeStateAsUpdate(this.#doc));
    this.#listener();
  }

  /** What is kept and the document have grown apart: each gets what the other has more. */
  #join(kept: Doc): void {
    const doc = this.#doc;
    this.#store.doc = doc;
    if (equalSnapshots(snapshot(doc), snapshot(kept))) return;
    applyUpdate(doc, encodeStateAsUpdate(kept, encodeStateVector(doc)), this.#store);
    if (!equalSnapshots(snapshot(doc), snapshot(kept))) {
      this.#write(encodeStateAsUpdate(doc, encodeStateVector(kept)));
    }
  }

  #changed = (update: Uint8Array, origin: unknown): void => {
    if (origin === this.#store) return;
    if (!this.#open) this.#early = true;
    else this.#write(this.works ? update : encodeStateAsUpdate(this.#doc)); // whole again after a failure
  };

  #write(update: Uint8Array): void {
    this.#writing += 1;
    clearTimeout(this.#quiet);
    if (this.#writing === 1) this.#listener();
    try {
      const transaction = (this.#store.db as IDBDatabase).transaction([UPDATES], "readwrite");
      transaction.objectStore(UPDATES).add(update);
      transaction.oncomplete = () => this.#written(true);
      transaction.onabort = () => this.#written(false);
    } catch {
      this.#written(false);
      return;
    }
    this.#store._dbsize += 1;
    if (this.#store._dbsize < PREFERRED_TRIM_SIZE) return;
    clearTimeout(this.#trim);
    this.#trim = setTimeout(() => storeState(this.#store, false), TRIM_AFTER);
  }

  #written(well: boolean): void {
    this.#writing -= 1;
    if (!well) this.#failed();
    else if (this.#writing === 0) {
      this.works = true;
      this.#quiet = setTimeout(() => this.#listener(), QUIET);
    }
  }

  #failed(): void {
    this.works = false;
    this.#listener();
  }
}
