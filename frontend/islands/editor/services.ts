// What the editor asks the server for. Every call says what went wrong in words, or quietly falls back.
import type { AdfNode } from "./schema/adf";
import { sendFile, type Uploaded, type Watch } from "./uploads";

export type { Uploaded };

export interface Person {
  id: string;
  name: string;
  initials?: string;
  hue?: number | string;
  picture?: string | null;
  /** What tells her from others of the same name. */
  note?: string;
  /** Set for a team, whose id is "team:12"; its note says how many people it is. */
  kind?: "team";
  /** False when the page that is being written is not open to her. */
  can_view?: boolean;
}

export interface Card {
  title: string;
  kind?: string;
  /** "D-12", for what has a number. */
  number?: string;
  status?: string;
  /** Which of the lozenge's tones goes with the status. */
  tone?: string;
  outcome?: string;
  icon?: string;
  url?: string;
  is_hidden?: boolean;
  can_embed?: boolean;
}

export interface Converted {
  body: AdfNode;
  /** Sentences on what could not be carried over. */
  dropped: string[];
}

export interface Addresses {
  mentions: string;
  card: string;
  convert: string;
  upload: string;
  /** The largest file in bytes. */
  uploadLimit?: number;
  embed?: string;
  /** An extension of this page as HTML, and excerpts to choose from. */
  extension?: string;
  excerpts?: string;
  /** The gallery, for this page. */
  templates?: string;
}

const FRESH_MS = 30_000;

export class Services {
  #cards = new Map<string, { card: Promise<Card | null>; until: number }>();

  constructor(readonly addresses: Addresses) {}

  async people(query: string): Promise<Person[]> {
    if (!this.addresses.mentions) return [];
    return (await json<{ people: Person[] }>(withQuery(this.addresses.mentions, "q", query)))?.people ?? [];
  }

  /** The card of a link into this workspace, or null where there is none to see. Kept for half a minute. */
  card(url: string): Promise<Card | null> {
    const path = this.#ownPath(url);
    if (!this.addresses.card || !path) return Promise.resolve(null);
    const known = this.#cards.get(url);
    if (known && known.until > Date.now()) return known.card;
    const card = json<Card>(withQuery(this.addresses.card, "url", path));
    this.#cards.set(url, { card, until: Date.now() + FRESH_MS });
    return card;
  }

  /** People by their ids, as far as one may know of them. */
  async peopleById(ids: string[]): Promise<Person[]> {
    if (!this.addresses.mentions || ids.length === 0) return [];
    const url = new URL(this.addresses.mentions, location.href);
    for (const id of ids.slice(0, 60)) url.searchParams.append("id", id);
    return (await json<{ people: Person[] }>(url.href))?.people ?? [];
  }

  /** Markdown or HTML as an ADF document; null when the server cannot say. */
  async convert(format: "markdown" | "html", text: string): Promise<Converted | null> {
    if (!this.addresses.convert) return null;
    const answer = await json<{ body: AdfNode; dropped?: string[]; title?: string }>(this.addresses.convert, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": csrfToken() },
      body: JSON.stringify({ format, text }),
    });
    if (!answer?.body) return null;
    // The converter takes a leading heading for the title of a page; here it is a part of the text.
    const title = answer.title || (format === "markdown" && /^\s*# +(.+)/.exec(text)?.[1]?.trim());
    return { body: title ? withHeading(answer.body, title) : answer.body, dropped: answer.dropped ?? [] };
  }

  /** Stores a file. Rejects with words for the person. */
  upload(file: File, watch: Watch = {}): Promise<Uploaded> {
    return sendFile(this.addresses.upload, file, this.addresses.uploadLimit ?? 0, csrfToken(), watch);
  }

  /** Keeps a file of another page with this one too; null where that can't be. */
  copyFile(key: string): Promise<Uploaded | null> {
    if (!this.addresses.upload) return Promise.resolve(null);
    const body = new URLSearchParams({ key });
    const headers = { "X-CSRFToken": csrfToken() };
    return json<Uploaded>(`${this.addresses.upload}copies/`, { method: "POST", headers, body });
  }

  /** What a link into this workspace shows in place of itself, as HTML of the server; null where it shows nothing. */
  async embed(url: string): Promise<string | null> {
    const path = this.#ownPath(url);
    if (!path || !this.addresses.embed) return null;
    const response = await fetch(withQuery(this.addresses.embed, "url", path)).catch(() => null);
    return response?.ok ? await response.text() : null;
  }

  #ownPath(url: string): string | null {
    const { origin, pathname, search } = new URL(url, location.href);
    return origin === location.origin ? pathname + search : null;
  }
}

function withHeading(body: AdfNode, title: string): AdfNode {
  const [first] = body.content ?? [];
  const words = title.replace(/\s*#+$/, "").replace(/[*_`]/g, "");
  if (!words || (first?.type === "heading" && first.attrs?.level === 1)) return body;
  const heading = { type: "heading", attrs: { level: 1 }, content: [{ type: "text", text: words }] };
  return { ...body, content: [heading, ...(body.content ?? [])] };
}

async function json<T>(url: string, init: RequestInit = {}): Promise<T | null> {
  try {
    const response = await fetch(url, { ...init, headers: { Accept: "application/json", ...init.headers } });
    return response.ok ? ((await response.json()) as T) : null;
  } catch {
    return null;
  }
}

function withQuery(url: string, name: string, value: string): string {
  const absolute = new URL(url, location.href);
  absolute.searchParams.set(name, value);
  return absolute.href;
}

export function csrfToken(): string {
  const meta = document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content;
  const field = document.querySelector<HTMLInputElement>('input[name="csrfmiddlewaretoken"]')?.value;
  const cookie = /(?:^|;\s*)(?:__Host-|__Secure-)?csrftoken=([^;]+)/.exec(document.cookie)?.[1];
  return meta || field || cookie || "";
}
