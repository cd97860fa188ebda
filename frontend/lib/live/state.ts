// What the person is told about their words, and how long to wait before trying again.
import { t } from "../words";

export type LiveState = "connecting" | "saving" | "saved" | "offline" | "refused";

export interface LiveStatus {
  state: LiveState;
  message: string;
  /** The close code that led here, when there was one. */
  code?: number;
}

/** Closed for good: trying again would be refused again. */
export const TERMINAL = new Set([4401, 4403, 4404, 4413, 4422]);

const KEPT = () => t("Your text is kept on this device.");

export function refusalMessage(code: number, said?: string): string {
  const words = said?.trim();
  if (words) return `${words} ${KEPT()}`;
  switch (code) {
    case 4401:
      return `${t("You are signed out. Sign in again to go on writing.")} ${KEPT()}`;
    case 4403:
      return `${t("You can no longer edit this page.")} ${KEPT()} ${t("Ask its owner for the right to edit.")}`;
    case 4404:
      return `${t("This page is gone or is no longer shared with you.")} ${KEPT()}`;
    case 4413:
      return `${t("This is larger than a page can be.")} ${KEPT()} ${t("Undo the last step or split the page.")}`;
    case 4529:
      return `${t("Too many changes at once. We try again shortly.")} ${KEPT()}`;
    case 4503:
      return `${t("The server is restarting. We connect again by ourselves.")} ${KEPT()}`;
    default:
      return KEPT();
  }
}

/** While the server is there and can't store anything. */
export function lateMessage(kept: boolean): string {
  return kept
    ? t("Not saved yet. Your text is kept on this device, and we keep trying.")
    : t("Not saved yet. Leave this page open: we keep trying.");
}

export function stateMessage(state: LiveState, kept: boolean): string {
  switch (state) {
    case "connecting":
      return t("Connecting…");
    case "saving":
      return t("Saving…");
    case "saved":
      return t("Saved");
    default:
      return kept
        ? t("Offline. What you type is kept on this device and merges when you return.")
        : t("Offline, and this browser keeps nothing. Leave this page open until you are back.");
  }
}

/** Milliseconds before attempt number `attempt` (from 0): doubling from 0.3 s to 10 s, with full jitter above half. */
export function backoff(attempt: number, random: () => number = Math.random): number {
  const ceiling = Math.min(10_000, 300 * 2 ** attempt);
  return ceiling / 2 + (ceiling / 2) * random();
}
