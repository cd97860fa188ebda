// Tells the page that something changed on the server, so that its partials fetch themselves again.
//
// <body data-changes="/live/pages/12/changes/"> opens a socket. For the server's {"event": "thread.resolved", "page": 12,
// "target": 3} these DOM events are dispatched on the body, with the notice as `detail`:
//   cairn:thread.resolved   the event itself
//   cairn:thread.changed    any event of the noun
//   cairn:threads           any event of its group, see GROUPS
// A partial says hx-trigger="cairn:thread.resolved from:body". After a gap (the laptop was shut) every partial that
// listens is told once, for it may have missed something; so is who listens to cairn:missed. A page hidden for long lets the socket go.

import { crowdIs } from "../lib/crowd";

export interface Notice {
  event: string;
  page?: number | null;
  target?: number | null;
  unread?: number;
  code?: number;
  readers?: number;
}

export const GROUPS: Record<string, string> = {
  thread: "threads",
  comment: "threads",
  decision: "decision",
  position: "decision",
  option: "decision",
  criterion: "decision",
  cell: "decision",
  roadmap_item: "roadmap",
  lane: "roadmap",
  debate: "debates",
  argument: "debates",
  round: "feedback",
  review: "feedback",
  acknowledgement: "feedback",
  action_item: "action-items",
  page: "page",
  inbox: "inbox",
};

/** Closed for good: trying again would be refused again. */
const TERMINAL = new Set([4401, 4403, 4404]);
const HIDDEN_FOR_LONG = 5 * 60_000;
const LONGEST_PAUSE = 30_000;
const MOST_FOLLOWED = 300;

/** The names of the DOM events that a server event becomes, each once. */
export function namesFor(event: string): string[] {
  const noun = event.split(".")[0] ?? event;
  const group = GROUPS[noun];
  return [...new Set([`cairn:${event}`, `cairn:${noun}.changed`, ...(group ? [`cairn:${group}`] : [])])];
}

/** One event name for each partial on the page that listens to the body: enough to make it fetch itself again. */
export function listenedFor(root: ParentNode): Set<string> {
  const partials = [...root.querySelectorAll("[hx-trigger*='cairn:']")];
  const first = partials.map((one) => /(cairn:[\w.-]+)[^,]*from:body/.exec(one.getAttribute("hx-trigger") ?? "")?.[1]);
  return new Set(first.filter((name) => name !== undefined));
}

/** Milliseconds before attempt number `attempt` (from 0): doubling from 0.5 s to 30 s, with jitter. */
export function pause(attempt: number, random: () => number = Math.random): number {
  const ceiling = Math.min(LONGEST_PAUSE, 500 * 2 ** attempt);
  return ceiling / 2 + (ceiling / 2) * random();
}

export class Changes {
  #socket: WebSocket | null = null;
  #attempt = 0;
  #followed = "";
  #missed = false;
  #ended = false;
  #listening = new AbortController();
  #retry: ReturnType<typeof setTimeout> | undefined;
  #hide: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly address: string,
    private readonly Socket: typeof WebSocket = WebSocket,
  ) {
    const { signal } = this.#listening;
    document.addEventListener("visibilitychange", this.#look, { signal });
    addEventListener("online", this.#look, { signal });
    addEventListener("pagehide", this.#pause, { signal });
    addEventListener("pageshow", this.#look, { signal });
    this.#connect();
  }

  /** Tells the others on the page something that is kept nowhere; lost while there is no connection. */
  say(words: object): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(words));
  }

  /** Pages that this one shows parts of (data-follow="12 15"): changes there are told as `cairn:linked.changed`. */
  follow(root: ParentNode = document): void {
    const shown = [...root.querySelectorAll<HTMLElement>("[data-follow]")].flatMap((part) =>
      (part.dataset.follow ?? "").split(" "),
    );
    const ids = [...new Set(shown.map(Number))].filter((id) => id > 0).slice(0, MOST_FOLLOWED);
    if (!ids.length || String(ids) === this.#followed || this.#socket?.readyState !== WebSocket.OPEN) return;
    this.#followed = String(ids);
    this.say({ follow: ids });
  }

  end(): void {
    this.#ended = true;
    this.#listening.abort();
    this.#pause();
  }

  #connect(): void {
    clearTimeout(this.#retry);
    if (this.#socket || this.#ended) return;
    const url = new URL(this.address, location.href);
    url.protocol = url.protocol.replace("http", "ws");
    const socket = new this.Socket(url);
    this.#socket = socket;
    socket.onmessage = (message) => this.#hear(JSON.parse(String(message.data)) as Notice);
    socket.onclose = (event) => {
      if (socket === this.#socket) this.#lost(event.code);
    };
  }

  #hear(notice: Notice): void {
    if (notice.event === "refused") return;
    if (notice.readers) crowdIs(notice.readers);
    if (notice.event !== "ready") {
      tell(namesFor(notice.event), notice);
      return;
    }
    this.#followed = "";
    this.follow();
    this.#attempt = 0;
    if (this.#missed) tell([...listenedFor(document), "cairn:missed"], { event: "missed" });
    this.#missed = false;
  }

  #lost(code: number): void {
    this.#socket = null;
    this.#missed = true;
    this.#ended = TERMINAL.has(code);
    if (this.#ended || document.hidden) return;
    this.#retry = setTimeout(() => this.#connect(), pause(this.#attempt));
    this.#attempt += 1;
  }

  #look = (): void => {
    clearTimeout(this.#hide);
    if (document.hidden) this.#hide = setTimeout(this.#pause, HIDDEN_FOR_LONG);
    else this.#connect();
  };

  #pause = (): void => {
    clearTimeout(this.#retry);
    const socket = this.#socket;
    if (!socket) return;
    this.#socket = null;
    this.#missed = true;
    socket.close();
  };
}

function tell(names: Iterable<string>, detail: Notice): void {
  for (const name of names) document.body.dispatchEvent(new CustomEvent(name, { detail }));
}

const address = document.body?.dataset.changes;
const changes = address ? new Changes(address) : null;

document.addEventListener("htmx:afterSettle", () => changes?.follow());

/** Hears of the pages that parts drawn since now show; htmx's own are heard of by themselves. */
export function follow(): void {
  changes?.follow();
}

/** On this page's socket: `{typing: thread}`. */
export function say(words: object): void {
  changes?.say(words);
}
