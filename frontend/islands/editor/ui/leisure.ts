// What nobody needs for the first word is made while the browser has nothing else to do, one piece at a time.

const LATEST = 600; // ms: on a busy page it is made all the same
const FIRST_WORD = 400; // ms that whoever opens a page to write has for herself

/** Does each piece of work in its own moment, in their order; what has not had one when `signal` ends never has. */
export function atLeisure(pieces: (() => void)[], signal: AbortSignal): void {
  if (pieces.length === 0) return;
  setTimeout(() => {
    for (const piece of pieces) {
      const work = () => !signal.aborted && piece();
      if (typeof requestIdleCallback === "undefined") setTimeout(work, LATEST / 10);
      else requestIdleCallback(work, { timeout: LATEST });
    }
  }, FIRST_WORD);
}
