// What a suggestion would do, in words.
import { fill, t } from "../../../lib/words";
import type { Services } from "../services";
import type { Suggestion } from "./found";

const KINDS: Record<string, () => string> = {
  strong: () => t("bold"),
  em: () => t("italic"),
  underline: () => t("underlined"),
  strike: () => t("struck through"),
  code: () => t("code"),
  link: () => t("a link"),
  textColor: () => t("another colour"),
  backgroundColor: () => t("a highlight"),
  subsup: () => t("raised or lowered"),
  paragraph: () => t("plain text"),
  heading: () => t("a heading"),
};

export function summary(one: Suggestion): string {
  const details = one.details.map((detail) => kind(detail)).join(", ");
  const joins = one.pieces.some((piece) => piece.kind === "suggestedJoin");
  if (one.added || one.removed) return "";
  if (joins) return t("Join this paragraph to the one before it");
  const off = one.pieces.some((piece) => piece.kind === "modification" && piece.off);
  if (details) return fill(off ? t("No longer {kind}") : t("Make it {kind}"), { kind: details });
  return t("Another block");
}

function kind(detail: string): string {
  const [name = "", level] = detail.split(" ");
  const words = KINDS[name]?.() ?? name;
  return level ? `${words} ${level}` : words;
}

/** "5 minutes ago" in the reader's language. */
export function ago(at: string): string {
  const seconds = Math.round((Date.parse(at) - Date.now()) / 1000);
  if (!Number.isFinite(seconds)) return "";
  const format = new Intl.RelativeTimeFormat(document.documentElement.lang || undefined, { numeric: "auto" });
  const [size, unit] = (
    [
      [86_400, "day"],
      [3_600, "hour"],
      [60, "minute"],
    ] as const
  ).find(([length]) => -seconds >= length) ?? [1, "second"];
  if (unit === "second" && seconds > -45) return t("just now");
  return format.format(Math.ceil(seconds / size), unit);
}

const names = new Map<string, string>();

/** The names of people, as far as one may know of them; asked for once. */
export async function learnNames(services: Services, ids: string[]): Promise<boolean> {
  const unknown = [...new Set(ids)].filter((id) => id && !names.has(id));
  if (unknown.length === 0) return false;
  for (const id of unknown) names.set(id, "");
  for (const person of await services.peopleById(unknown)) names.set(String(person.id), person.name);
  return true;
}

export const nameOf = (id: string) => names.get(id) || t("Someone");
export const knowName = (id: string, name: string) => names.set(id, name);
