// How long it is until the session's next stage, counted on while the page is open; at its end the page asks again.
import { lateness } from "../../lib/crowd";
import { all } from "../../lib/dom";

const MINUTE = 60_000;

/** "3 days 4 hours", "12 minutes", "40 seconds": two units at most; empty once it is over. */
export function leftWords(left: number, language: string): string {
  if (left <= 0) return "";
  const unit = (value: number, name: string) =>
    new Intl.NumberFormat(language, { style: "unit", unit: name, unitDisplay: "long" }).format(value);
  if (left < MINUTE) return unit(Math.ceil(left / 1000), "second");
  const minutes = Math.floor(left / MINUTE);
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60];
  const parts = [days && unit(days, "day"), hours && unit(hours, "hour"), !days && rest && unit(rest, "minute")];
  return parts.filter(Boolean).join(" ");
}

function tick(): void {
  for (const clock of all("[data-countdown]")) {
    const left = Date.parse(clock.dataset.countdown ?? "") - Date.now();
    const said = leftWords(left, document.documentElement.lang || "en");
    const sentence = (clock.dataset.left ?? "TIME").replace("TIME", said);
    if (said && clock.textContent !== sentence) clock.textContent = sentence;
    clock.classList.toggle("is-near", left < 10 * MINUTE);
    if (left <= 0 && !clock.dataset.over) {
      clock.dataset.over = "yes";
      // The server's clock decides; all browsers' clocks come here at the same moment.
      setTimeout(() => document.body.dispatchEvent(new CustomEvent("cairn:stage")), 1000 + lateness());
    }
  }
}

setInterval(tick, 1000);
tick();
