// What extensions ask the server for: themselves as a reader would see them, and excerpts to include.
import { t } from "../../../lib/words";
import type { Services } from "../services";
import type { Given } from "./nodes";

export interface Excerpt {
  page: number;
  excerpt: string;
  /** Of the page. */
  title: string;
  name: string;
  space: string;
  text: string;
}

/** The HTML of an extension on this page for who writes, or words that it can't be shown now. */
export async function htmlOf(services: Services, key: string, given: Given, inline: boolean): Promise<string | null> {
  const address = new URL(services.addresses.extension ?? "", location.href);
  address.searchParams.set("key", key);
  address.searchParams.set("parameters", JSON.stringify(given));
  if (inline) address.searchParams.set("inline", "1");
  const response = await fetch(address).catch(() => null);
  return response?.ok ? response.text() : null;
}

export async function excerptsFor(services: Services, query: string): Promise<Excerpt[]> {
  const address = new URL(services.addresses.excerpts ?? "", location.href);
  address.searchParams.set("q", query);
  const response = await fetch(address).catch(() => null);
  if (!response?.ok) return [];
  return ((await response.json()) as { excerpts: Excerpt[] }).excerpts;
}

export const unreachable = () => t("This can’t be shown right now. It is kept, and readers will see it.");
