// What nobody needs for the first word is made while the browser has nothing else to do, one piece at a time.

const LATEST = 3000; // ms: on a busy page it is made all the same

const soon = (work: () => void): void => {
  if (typeof requestIdleCallback === "undefined") setTimeout(work, 50);
  else requestIdleCallback(work, { timeout: LATEST });
};

/** Does the pieces of work in their order; ends with `signal`. */
export function atLeisure(pieces: (() => void)[], signal: AbortSignal): void {
  const [first, ...rest] = pieces;
  if (!first) return;
  soon(() => {
    if (signal.aborted) return;
    first();
    atLeisure(rest, signal);
  });
}
