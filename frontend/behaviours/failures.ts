// Which words of ui/_words.html tell about a failed request.
const WORDS: Record<number, string> = {
  401: "signedOut",
  403: "refused",
  404: "missing",
  409: "conflict",
  413: "tooLarge",
  429: "tooMany",
};

/** The key of the words for a failed request: what happened, what is safe, what to do. */
export function wordsFor(status: number): string {
  return WORDS[status] ?? "failed";
}
