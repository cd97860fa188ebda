// What the editor asks the server for. Every call says what went wrong in words, or quietly falls back.
import { t } from "../../lib/words";
import type { AdfNode } from "./schema/adf";

export interface Person {
  id: string;
  name: string;
  initials?: string;
  hue?: number | string;
  picture?: string | null;
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
}

export interface Uploaded {
  url: string;
  id: string;
  name: string;
  width?: number | null;
  height?: number | null;
  type: string;
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
}

export class Services {
  #cards = new Map<string, Promise<Card | null>>();

  constructor(readonly addresses: Addresses) {}

  async people(query: string): Promise<Person[]> {
    if (!this.addresses.mentions) return [];
    return (await json<{ people: Person[] }>(withQuery(this.addresses.mentions, "q", query)))?.people ?? [];
  }

  /** The card of a link into this workspace, or null where there is none to see. Asked once per address. */
  card(url: string): Promise<Card | null> {
    const { origin, pathname, search } = new URL(url, location.href);
    if (!this.addresses.card || origin !== location.origin) return Promise.resolve(null);
    const known = this.#cards.get(url);
    if (known) return known;
    const asked = json<Card>(withQuery(this.addresses.card, "url", pathname + search));
    this.#cards.set(url, asked);
    return asked;
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
  async upload(file: File): Promise<Uploaded> {
    if (!this.addresses.upload) throw new Error(t("Files cannot be added here."));
    const body = new FormData();
    body.append("file", file);
    const response = await fetch(this.addresses.upload, {
      method: "POST",
      headers: { "X-CSRFToken": csrfToken(), Accept: "application/json" },
      body,
    }).catch(() => null);
    if (response?.ok) return (await response.json()) as Uploaded;
    const said = await response
      ?.json()
      .then((answer: { message?: string; error?: string }) => answer.message ?? answer.error)
      .catch(() => null);
    throw new Error(said ?? t("The file was not stored. Your text is safe. Try again in a moment."));
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

function csrfToken(): string {
  const meta = document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content;
  const field = document.querySelector<HTMLInputElement>('input[name="csrfmiddlewaretoken"]')?.value;
  const cookie = /(?:^|;\s*)(?:__Host-|__Secure-)?csrftoken=([^;]+)/.exec(document.cookie)?.[1];
  return meta || field || cookie || "";
}
