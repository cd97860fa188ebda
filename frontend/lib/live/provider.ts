// The browser's end of a live document: merges, tells the truth about what is saved, comes back by itself.
import { ObservableV2 } from "lib0/observable";
import { Awareness, applyAwarenessUpdate, removeAwarenessStates } from "y-protocols/awareness";
import * as Y from "yjs";
import { Connection } from "./connection";
import { watchPage } from "./page";
import { NO_PERSISTENCE, type Persistence } from "./persistence";
import * as protocol from "./protocol";
import {
  backoff,
  type Keeping,
  type LiveState,
  type LiveStatus,
  lateMessage,
  refusalMessage,
  stateMessage,
  TERMINAL,
} from "./state";

export interface LiveOptions {
  doc: Y.Doc;
  /** Absolute ws(s) address. */
  url: string;
  persistence?: Persistence;
  /** A follower sends no edits, only its presence. */
  readonly?: boolean;
  /** For tests. */
  WebSocket?: typeof WebSocket;
}

interface LiveEvents {
  status: (status: LiveStatus) => void;
  synced: () => void;
}

/** Bytes of an update that says nothing: no structs, no deletions. */
const EMPTY_UPDATE = 2;
const TOO_LARGE = 4413;
const TOO_MANY = 4529;
const DRAINING = 4503;
const LOST = 4408;
/** Milliseconds after which "Saving…" is no longer the whole truth: the server's disk is full, or its database busy. */
const LATE = 6000;

export class LiveProvider extends ObservableV2<LiveEvents> {
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
  status: LiveStatus = { state: "connecting", message: stateMessage("connecting", "keeping") };
  /** The Yjs clients whose edits were made in this browser: this page, and earlier ones whose edits it kept. */
  readonly own = new Set<number>();
  /** True from the first answer of the server on: the document is whole. */
  synced = false;

  #options: LiveOptions;
  #persistence: Persistence;
  #connection: Connection | null = null;
  #attempt = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #unwatch: () => void;
  /** The server's text is here. */
  #caughtUp = false;
  /** Our text, also what this device kept, was sent on this connection; updates go out one by one from here. */
  #answered = false;
  #sent = 0;
  #acknowledged = 0;
  /** How many of the sent messages must be acknowledged before all is saved: the last one that said something. */
  #owed = 0;
  /** Typed while nobody listened: not on the server yet. */
  #unsent = false;
  /** Since when the server has taken in nothing of what it still owes (ms), 0 when it owes nothing. */
  #waitingSince = 0;
  #late: ReturnType<typeof setTimeout> | undefined;
  #refusal: protocol.Refusal | null = null;
  /** The words of the present state, which change with what this device has of the text. */
  #words: (keeping: Keeping) => string = (keeping) => stateMessage("connecting", keeping);
  #stopped = false;
  #ready = false;
  /** What the server said before `#begin`. */
  #early: protocol.Incoming[] = [];

  constructor(options: LiveOptions) {
    super();
    this.#options = options;
    this.#persistence = options.persistence ?? NO_PERSISTENCE;
    this.doc = options.doc;
    this.own.add(this.doc.clientID);
    this.awareness = new Awareness(options.doc);
    this.doc.on("update", this.#onUpdate);
    this.awareness.on("update", this.#onAwareness);
    this.#unwatch = watchPage({
      wake: () => this.#wake(),
      lost: () => this.#connection?.drop(LOST),
      leave: () => this.#leave(),
      unsafe: () => !this.saved && !this.#persistence.kept,
    });
    this.#persistence.onChange(() => this.#tell(this.status.state, this.#words, this.status.code));
    this.connect();
    this.#persistence.ready.then(() => this.#begin());
  }

  /** True when every edit made here is durably on the server. */
  get saved(): boolean {
    return !this.#unsent && this.#acknowledged >= this.#owed;
  }

  /** What this device keeps of the text is taken away. */
  forget(): void {
    this.#persistence.forget();
  }

  connect(): void {
    if (this.#stopped || this.#connection) return;
    clearTimeout(this.#retry);
    this.#refusal = null;
    this.#connection = new Connection(this.#options.WebSocket ?? WebSocket, this.#options.url, {
      open: () => this.#opened(),
      message: (message) => this.#handle(message),
      close: (code) => this.#closed(code),
      ping: () => protocol.step1(this.doc),
    });
  }

  override destroy(): void {
    this.#leave();
    this.#stopped = true;
    clearTimeout(this.#retry);
    clearTimeout(this.#late);
    this.#connection?.drop(1000);
    this.#unwatch();
    this.doc.off("update", this.#onUpdate);
    this.awareness.off("update", this.#onAwareness);
    this.awareness.destroy();
    this.#persistence.destroy();
    super.destroy();
  }

  /** What this device kept is here: the exchange may begin. The connection was made meanwhile. */
  #begin(): void {
    this.#ready = true;
    if (this.#connection?.open) this.#opened();
    for (const message of this.#early.splice(0)) this.#handle(message);
  }

  #opened(): void {
    if (!this.#ready) return;
    this.#connection?.send(protocol.step1(this.doc));
    // Setting it again raises its clock: others may have seen our last connection end.
    const present = this.awareness.getLocalState();
    if (present) this.awareness.setLocalState(present);
  }

  #handle(message: protocol.Incoming): void {
    if (!this.#ready && message.type !== "refused") {
      this.#early.push(message);
      return;
    }
    switch (message.type) {
      case "step1":
        this.#answer(message.stateVector);
        break;
      case "step2":
        Y.applyUpdate(this.doc, message.bytes, this);
        this.#onCaughtUp();
        break;
      case "update":
        Y.applyUpdate(this.doc, message.bytes, this);
        break;
      case "awareness":
        applyAwarenessUpdate(this.awareness, message.bytes, this);
        break;
      case "queryAwareness":
        this.#sendAwareness([...this.awareness.getStates().keys()]);
        break;
      case "saved":
        if (message.count > this.#acknowledged) this.#waitingSince = 0;
        this.#acknowledged = Math.max(this.#acknowledged, message.count);
        this.#report();
        break;
      case "refused":
        this.#refusal = message.refusal;
    }
  }

  /** The server told what it has: send the rest. Everything typed offline is on its way from here. */
  #answer(stateVector: Uint8Array): void {
    if (this.#options.readonly) return;
    for (const client of protocol.ahead(this.doc, stateVector)) this.own.add(client);
    const bytes = Y.encodeStateAsUpdate(this.doc, stateVector);
    this.#send(protocol.step2(bytes), bytes.length > EMPTY_UPDATE);
    this.#answered = true;
    this.#unsent = false;
    this.#report();
  }

  #onCaughtUp(): void {
    this.#attempt = 0;
    this.#caughtUp = true;
    if (!this.synced) {
      this.synced = true;
      this.emit("synced", []);
    }
    this.#report();
  }

  #onUpdate = (bytes: Uint8Array, origin: unknown): void => {
    if (origin === this || this.#options.readonly) return;
    if (this.#answered && this.#connection?.open) this.#send(protocol.update(bytes), true);
    else this.#unsent = true;
    if (this.status.code === TOO_LARGE) this.#resume();
    this.#report();
  };

  #onAwareness = (changes: Record<"added" | "updated" | "removed", number[]>, origin: unknown): void => {
    if (origin !== this) this.#sendAwareness([...changes.added, ...changes.updated, ...changes.removed]);
  };

  #sendAwareness(clients: number[]): void {
    this.#connection?.send(protocol.awareness(this.awareness, clients));
  }

  /** Sends an edit, which the server counts and acknowledges. */
  #send(message: Uint8Array, says: boolean): void {
    this.#connection?.send(message);
    this.#sent += 1;
    if (says) this.#owed = this.#sent;
  }

  /** Too large a document may be small enough again after an edit. */
  #resume(): void {
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => {
      this.#stopped = false;
      this.connect();
    }, 2000);
  }

  #closed(code: number): void {
    this.#connection = null;
    if (!this.saved) this.#unsent = true;
    clearTimeout(this.#late);
    this.#waitingSince = 0;
    this.#caughtUp = this.#answered = false;
    this.#early = [];
    this.#sent = this.#acknowledged = this.#owed = 0;
    const others = [...this.awareness.getStates().keys()].filter((id) => id !== this.doc.clientID);
    removeAwarenessStates(this.awareness, others, this);
    if (this.#stopped) return;
    const reason = this.#refusal?.code ?? code;
    const said = this.#refusal?.message;
    const words = (keeping: Keeping) => refusalMessage(reason, keeping, said);
    if (TERMINAL.has(reason)) {
      this.#stopped = true;
      this.#tell("refused", words, reason);
      return;
    }
    this.#tell("offline", reason === TOO_MANY || reason === DRAINING ? words : undefined, reason);
    this.#retry = setTimeout(() => this.connect(), backoff(this.#attempt + (reason === TOO_MANY ? 3 : 0)));
    this.#attempt += 1;
  }

  #wake(): void {
    if (this.#stopped || this.#connection) return;
    this.#attempt = 0;
    this.connect();
  }

  #leave(): void {
    removeAwarenessStates(this.awareness, [this.doc.clientID], "leave");
  }

  #report(): void {
    if (!this.#caughtUp || !(this.#answered || this.#options.readonly)) return;
    clearTimeout(this.#late);
    if (this.saved) {
      this.#waitingSince = 0;
      this.#tell("saved");
      return;
    }
    this.#waitingSince ||= Date.now();
    const patience = this.#waitingSince + LATE - Date.now();
    this.#tell("saving", patience > 0 ? undefined : lateMessage);
    if (patience > 0) this.#late = setTimeout(() => this.#report(), patience);
  }

  #tell(state: LiveState, message?: (keeping: Keeping) => string, code?: number): void {
    const { works, kept } = this.#persistence;
    this.#words = message ?? ((keeping) => stateMessage(state, keeping));
    const words = this.#words(works ? (kept ? "kept" : "keeping") : "nothing");
    if (this.status.state === state && this.status.message === words) return;
    this.status = code === undefined ? { state, message: words } : { state, message: words, code };
    this.emit("status", [this.status]);
  }
}
