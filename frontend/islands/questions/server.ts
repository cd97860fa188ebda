// Asking the server, with its own words when it refuses.
import { words } from "../../lib/dom";

export interface Answer<T> {
  status: number; // 0: it was not reached
  data: T | null;
  message: string;
  fields: Record<string, string>; // what is wrong, by the field that it is wrong with
}

export async function send<T>(address: string, options: RequestInit): Promise<Answer<T>> {
  const answer = await fetch(address, {
    ...options,
    headers: { Accept: "application/json", ...(options.headers ?? {}) },
  }).catch(() => null);
  if (!answer) return { status: 0, data: null, message: words(navigator.onLine ? "failed" : "offline"), fields: {} };
  const data = (await answer.json().catch(() => null)) as
    | (T & { message?: string; fields?: Record<string, string> })
    | null;
  return { status: answer.status, data, message: data?.message ?? words("failed"), fields: data?.fields ?? {} };
}

export function token(): Record<string, string> {
  const found = document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content;
  return found ? { "X-CSRFToken": found } : {};
}
