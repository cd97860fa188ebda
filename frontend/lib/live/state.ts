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

/** What this device has of the text: all of it, all but what it is writing now, or nothing. */
export type Keeping = "kept" | "keeping" | "nothing";

function whereItIs(keeping: Keeping): string {
  switch (keeping) {
    case "kept":
      return t("Your text is kept on this device.");
    case "keeping":
      return t("Keeping your text on this device…");
    default:
      return t("This browser keeps nothing: copy your text before you leave this page.");
  }
}

export function refusalMessage(code: number, keeping: Keeping, said?: string): string {
  const kept = whereItIs(keeping);
  const words = said?.trim();
  if (words) return `${words} ${kept}`;
  switch (code) {
    case 4401:
      return `${t("You are signed out. Sign in again to go on writing.")} ${kept}`;
    case 4403:
      return `${t("You can no longer edit this page.")} ${kept} ${t("Ask its owner for the right to edit.")}`;
    case 4404:
      return `${t("This page is gone or is no longer shared with you.")} ${kept}`;
    case 4413:
      return `${t("This is larger than a page can be.")} ${kept} ${t("Undo the last step or split the page.")}`;
    case 4529:
      return `${t("Too many changes at once. We try again shortly.")} ${kept}`;
    case 4503:
      return `${t("The server is restarting. We connect again by ourselves.")} ${kept}`;
    default:
      return kept;
  }
}

/** While the server is there and can't store anything. */
export function lateMessage(keeping: Keeping): string {
  switch (keeping) {
    case "kept":
      return t("Not saved yet. Your text is kept on this device, and we keep trying.");
    case "keeping":
      return t("Not saved yet. Keeping your text on this device…");
    default:
      return t("Not saved yet. Leave this page open: we keep trying.");
  }
}

export function stateMessage(state: LiveState, keeping: Keeping): string {
  switch (state) {
    case "connecting":
      return t("Connecting…");
    case "saving":
      return t("Saving…");
    case "saved":
      return t("Saved");
    default:
      return offlineMessage(keeping);
  }
}

function offlineMessage(keeping: Keeping): string {
  switch (keeping) {
    case "kept":
      return t("Offline. What you type is kept on this device and merges when you return.");
    case "keeping":
      return t("Offline. Keeping what you type on this device…");
    default:
      return t("Offline, and this browser keeps nothing. Leave this page open until you are back.");
  }
}

/** Milliseconds before attempt number `attempt` (from 0): doubling from 0.3 s to 10 s, with full jitter above half. */
export function backoff(attempt: number, random: () => number = Math.random): number {
  const ceiling = Math.min(10_000, 300 * 2 ** attempt);
  return ceiling / 2 + (ceiling / 2) * random();
}
