// "12 minutes ago" grows older while the page stays open.
import { all, words } from "../lib/dom";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Words for an age of less than six hours, in the page's language; null for older ones, which the server wrote. */
export function ageWords(age: number, language: string): string | null {
  if (age < 0 || age >= 6 * HOUR) return null;
  if (age < MINUTE) return words("now");
  const format = new Intl.RelativeTimeFormat(language, { numeric: "always" });
  return age < HOUR
    ? format.format(-Math.floor(age / MINUTE), "minute")
    : format.format(-Math.floor(age / HOUR), "hour");
}

function refresh(): void {
  for (const time of all<HTMLTimeElement>("time[data-instant]")) {
    const words = ageWords(Date.now() - Date.parse(time.dateTime), document.documentElement.lang || "en");
    if (words && words !== time.textContent) time.textContent = words;
  }
}

setInterval(refresh, MINUTE / 2);
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) refresh();
});
