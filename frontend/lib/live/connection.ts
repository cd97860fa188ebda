// One WebSocket from opening to closing: decodes frames, notices silence. It never comes back; the provider makes another.
import * as protocol from "./protocol";

export interface ConnectionHandlers {
  open(): void;
  message(message: protocol.Incoming): void;
  /** Once, whoever closed it. */
  close(code: number): void;
  /** A harmless frame that every y-websocket server answers. */
  ping(): Uint8Array;
}

/** Silence after which we ask for a sign of life, and after which we give the connection up (ms). */
const ASK_AFTER = 20_000;
const GIVE_UP_AFTER = 35_000;
/** A connection that did not open by then is given up (ms). */
const OPEN_WITHIN = 10_000;
const PULSE = 5000;

export class Connection {
  #socket: WebSocket;
  #handlers: ConnectionHandlers;
  #heard = Date.now();
  #pulse: ReturnType<typeof setInterval>;

  constructor(Socket: typeof WebSocket, url: string, handlers: ConnectionHandlers) {
    this.#handlers = handlers;
    this.#socket = new Socket(url);
    this.#socket.binaryType = "arraybuffer";
    this.#socket.onopen = () => handlers.open();
    this.#socket.onmessage = (event) => this.#received(event.data as ArrayBuffer);
    this.#socket.onclose = (event) => this.#ended(event.code);
    this.#pulse = setInterval(() => this.#check(), PULSE);
  }

  get open(): boolean {
    return this.#socket.readyState === 1;
  }

  send(frame: Uint8Array): void {
    if (this.open) this.#socket.send(frame as Uint8Array<ArrayBuffer>);
  }

  /** Gives the connection up at once, without waiting for the other side. */
  drop(code: number): void {
    this.#socket.onclose = this.#socket.onopen = this.#socket.onmessage = null;
    this.#socket.close();
    this.#ended(code);
  }

  #received(data: ArrayBuffer): void {
    this.#heard = Date.now();
    try {
      this.#handlers.message(protocol.read(new Uint8Array(data)));
    } catch {
      // A frame we cannot read: start over from a full exchange rather than go on with a hole.
      this.drop(4400);
    }
  }

  #check(): void {
    const silence = Date.now() - this.#heard;
    const stuck = this.#socket.readyState === 0 && silence > OPEN_WITHIN;
    if (stuck || silence > GIVE_UP_AFTER) this.drop(4408);
    else if (silence > ASK_AFTER) this.send(this.#handlers.ping());
  }

  #ended(code: number): void {
    clearInterval(this.#pulse);
    this.#handlers.close(code);
  }
}
