// The browser's end of a live document: connects, merges, tells the truth about what is saved, comes back by itself.
import { ObservableV2 } from "lib0/observable";
import { Awareness, applyAwarenessUpdate, removeAwarenessStates } from "y-protocols/awareness";
import * as Y from "yjs";
import { NO_PERSISTENCE, type Persistence } from "./persistence";
import * as protocol from "./protocol";
import { backoff, type LiveState, type LiveStatus, refusalMessage, stateMessage, TERMINAL } from "./state";

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

/** Silence after which we ask for a sign of life, and after which we give the connection up (ms). */
const ASK_AFTER = 20_000;
const GIVE_UP_AFTER = 35_000;
/** A connection that did not open by then is given up (ms). */
const OPEN_WITHIN = 10_000;
/** Bytes of an update that says nothing: no structs, no deletions. */
const EMPTY_UPDATE = 2;
const TOO_LARGE = 4413;

export class LiveProvider extends ObservableV2<LiveEvents> {
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
  status: LiveStatus = { state: "connecting", message: stateMessage("connecting", true) };
  /** True from the first answer of the server on: the document is whole. */
  synced = false;

  #options: LiveOptions;
  #persistence: Persistence;
  #socket: WebSocket | null = null;
  #attempt = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #pulse: ReturnType<typeof setInterval> | undefined;
  #heard = 0;
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
  #refusal: protocol.Refusal | null = null;
  #stopped = false;

  constructor(options: LiveOptions) {
    super();
    this.#options = options;
    this.#persistence = options.persistence ?? NO_PERSISTENCE;
    this.doc = options.doc;
    this.awareness = new Awareness(options.doc);
    this.doc.on("update", this.#onUpdate);
    this.awareness.on("update", this.#onAwareness);
    globalThis.addEventListener?.("online", this.#wake);
    globalThis.addEventListener?.("offline", this.#lost);
    globalThis.addEventListener?.("beforeunload", this.#guard);
    globalThis.addEventListener?.("pagehide", this.#leave);
    globalThis.document?.addEventListener("visibilitychange", this.#wake);
    this.#persistence.ready.then(() => this.connect());
  }

  /** True when every edit made here is durably on the server. */
  get saved(): boolean {
    return !this.#unsent && this.#acknowledged >= this.#owed;
  }

  connect(): void {
    if (this.#stopped || this.#socket) return;
    clearTimeout(this.#retry);
    const Socket = this.#options.WebSocket ?? WebSocket;
    const socket = new Socket(this.#options.url);
    socket.binaryType = "arraybuffer";
    this.#socket = socket;
    this.#refusal = null;
    this.#heard = Date.now();
    socket.onopen = () => this.#opened(socket);
    socket.onmessage = (event) => this.#received(socket, event.data as ArrayBuffer);
    socket.onclose = (event) => this.#closed(socket, event.code);
    this.#pulse = setInterval(() => this.#checkPulse(socket), 5000);
  }

  override destroy(): void {
    this.#stopped = true;
    clearTimeout(this.#retry);
    this.#leave();
    this.#drop(1000);
    this.doc.off("update", this.#onUpdate);
    this.awareness.off("update", this.#onAwareness);
    globalThis.removeEventListener?.("online", this.#wake);
    globalThis.removeEventListener?.("offline", this.#lost);
    globalThis.removeEventListener?.("beforeunload", this.#guard);
    globalThis.removeEventListener?.("pagehide", this.#leave);
    globalThis.document?.removeEventListener("visibilitychange", this.#wake);
    this.awareness.destroy();
    this.#persistence.destroy();
    super.destroy();
  }

  #opened(socket: WebSocket): void {
    if (socket !== this.#socket) return;
    socket.send(protocol.step1(this.doc) as Uint8Array<ArrayBuffer>);
    // Setting it again raises its clock: others may have seen our last connection end.
    const present = this.awareness.getLocalState();
    if (present) this.awareness.setLocalState(present);
  }

  #received(socket: WebSocket, data: ArrayBuffer): void {
    if (socket !== this.#socket) return;
    this.#heard = Date.now();
    let message: protocol.Incoming;
    try {
      message = protocol.read(new Uint8Array(data));
      this.#handle(message);
    } catch {
      // A frame we cannot read: start over from a full exchange rather than go on with a hole.
      socket.close(4400);
    }
  }

  #handle(message: protocol.Incoming): void {
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
        this.#acknowledged = Math.max(this.#acknowledged, message.count);
        this.#report();
        break;
      case "refused":
        this.#refusal = message.refusal;
        break;
    }
  }

  /** The server told what it has: send the rest. Everything typed offline is on its way from here. */
  #answer(stateVector: Uint8Array): void {
    if (this.#options.readonly) return;
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
    if (this.#answered && this.#socket?.readyState === 1) this.#send(protocol.update(bytes), true);
    else this.#unsent = true;
    if (this.status.code === TOO_LARGE) this.#resume();
    this.#report();
  };

  #onAwareness = (changes: Record<"added" | "updated" | "removed", number[]>, origin: unknown): void => {
    if (origin === this) return;
    const clients = [...changes.added, ...changes.updated, ...changes.removed];
    if (this.#socket?.readyState === 1) this.#sendAwareness(clients);
  };

  #sendAwareness(clients: number[]): void {
    this.#socket?.send(protocol.awareness(this.awareness, clients) as Uint8Array<ArrayBuffer>);
  }

  /** Sends an edit, which the server counts and acknowledges. */
  #send(message: Uint8Array, says: boolean): void {
    this.#socket?.send(message as Uint8Array<ArrayBuffer>);
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

  #closed(socket: WebSocket, code: number): void {
    if (socket !== this.#socket) return;
    clearInterval(this.#pulse);
    this.#socket = null;
    if (!this.saved) this.#unsent = true;
    this.#caughtUp = this.#answered = false;
    this.#sent = this.#acknowledged = this.#owed = 0;
    const others = [...this.awareness.getStates().keys()].filter((id) => id !== this.doc.clientID);
    removeAwarenessStates(this.awareness, others, this);
    const reason = this.#refusal?.code ?? code;
    if (TERMINAL.has(reason)) {
      this.#stopped = true;
      this.#tell("refused", refusalMessage(reason, this.#refusal?.message), reason);
      return;
    }
    if (this.#stopped) return;
    const busy = reason === 4429 || reason === 4503;
    this.#tell("offline", busy ? refusalMessage(reason, this.#refusal?.message) : undefined, reason);
    this.#retry = setTimeout(() => this.connect(), backoff(this.#attempt + (reason === 4429 ? 3 : 0)));
    this.#attempt += 1;
  }

  #drop(code: number): void {
    const socket = this.#socket;
    if (!socket) return;
    this.#closed(socket, code);
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }

  #checkPulse(socket: WebSocket): void {
    const silence = Date.now() - this.#heard;
    if (socket.readyState === 0 && silence > OPEN_WITHIN) this.#drop(4408);
    else if (silence > GIVE_UP_AFTER) this.#drop(4408);
    else if (silence > ASK_AFTER && socket.readyState === 1) {
      // Any y-websocket server answers this one, and the answer heals whatever got lost.
      socket.send(protocol.step1(this.doc) as Uint8Array<ArrayBuffer>);
    }
  }

  #wake = (): void => {
    if (globalThis.document?.visibilityState === "hidden" || this.#stopped || this.#socket) return;
    this.#attempt = 0;
    this.#persistence.ready.then(() => this.connect());
  };

  #lost = (): void => this.#drop(4408);

  #leave = (): void => {
    removeAwarenessStates(this.awareness, [this.doc.clientID], "leave");
  };

  #guard = (event: BeforeUnloadEvent): void => {
    if (!this.saved && !this.#persistence.works) event.preventDefault();
  };

  #report(): void {
    if (this.#caughtUp && (this.#answered || this.#options.readonly)) this.#tell(this.saved ? "saved" : "saving");
    else if (this.status.state === "offline") this.#tell("offline", this.status.message, this.status.code);
  }

  #tell(state: LiveState, message?: string, code?: number): void {
    const words = message ?? stateMessage(state, this.#persistence.works);
    if (this.status.state === state && this.status.message === words) return;
    this.status = code === undefined ? { state, message: words } : { state, message: words, code };
    this.emit("status", [this.status]);
  }
}
