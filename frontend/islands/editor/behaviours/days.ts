// Days as people type and read them. A day is a number here: midnight UTC in milliseconds, as ADF keeps dates.
export const DAY = 86_400_000;

const MONTHS = "January February March April May June July August September October November December".split(" ");

/** The day it is for whoever sits at this machine. */
export function today(now = new Date()): number {
  return Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
}

/** "30 November 2026": how a date stands in the plain text and in the reading view (cairn/documents/text.py). */
export function plainDay(day: number): string {
  const date = new Date(day);
  if (Number.isNaN(date.getTime())) return "";
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}

/** "30 November" in this year, "30 November 2027" in others: how a date reads while one writes. */
export function dayWords(day: number, now = today()): string {
  const words = plainDay(day);
  return new Date(day).getUTCFullYear() === new Date(now).getUTCFullYear() ? words.replace(/ \d+$/, "") : words;
}

/** Months later, kept inside the month: 31 January and one is 28 February. */
export function addMonths(day: number, months: number): number {
  const date = new Date(day);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + months];
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(date.getUTCDate(), last));
}

/** 0 for the first day of the week, which is Monday where nobody says otherwise. */
export function placeInWeek(day: number, firstDay = 1): number {
  return (new Date(day).getUTCDay() - firstDay + 7) % 7;
}

/** First weekday of the reader's country: 1 Monday … 7 Sunday. */
export function firstWeekday(language: string): number {
  const locale = new Intl.Locale(language) as Intl.Locale & { getWeekInfo?(): { firstDay: number } };
  return (locale.getWeekInfo?.().firstDay ?? 1) % 7;
}

const UNITS: Record<string, (day: number, n: number) => number> = {
  d: (day, n) => day + n * DAY,
  w: (day, n) => day + n * 7 * DAY,
  m: addMonths,
  y: (day, n) => addMonths(day, n * 12),
};
const SOON: Record<string, (now: number) => number> = {
  today: (now) => now,
  now: (now) => now,
  tomorrow: (now) => now + DAY,
  yesterday: (now) => now - DAY,
  "next week": (now) => now + 7 * DAY,
  "next month": (now) => addMonths(now, 1),
};

/** The day that somebody typed: "30 nov", "next friday", "in 2 weeks", "+3", "30.11.", "2026-11-30"; null for others. */
export function parseDay(typed: string, now = today(), monthFirst = false): number | null {
  const words = typed.toLowerCase().replace(/,/g, " ").replace(/\s+/g, " ").trim();
  if (!words) return null;
  const whole = Object.keys(SOON).find((name) => name === words || (words.length > 2 && name.startsWith(words)));
  if (whole) return SOON[whole]?.(now) ?? null;
  return later(words, now) ?? weekday(words, now) ?? numbers(words, now, monthFirst) ?? named(words, now);
}

function later(words: string, now: number): number | null {
  const found = /^(?:in |\+) ?(\d{1,3}) ?(d|w|m|y)?[a-z]*$|^(\d{1,3}) ?(d|w|m|y)(?:ays?|eeks?|onths?|ears?)?$/.exec(
    words,
  );
  if (!found) return null;
  return UNITS[found[2] ?? found[4] ?? "d"]?.(now, Number(found[1] ?? found[3])) ?? null;
}

function weekday(words: string, now: number): number | null {
  const found = /^(next |this |on )?([a-z]{2,9})$/.exec(words);
  const names = "sunday monday tuesday wednesday thursday friday saturday".split(" ");
  const wanted = found ? names.findIndex((name) => name.startsWith(found[2] ?? "?")) : -1;
  if (!found || wanted < 0) return null;
  if (found[1] === "next ") return now + (7 - placeInWeek(now) + ((wanted + 6) % 7)) * DAY;
  const ahead = (wanted - new Date(now).getUTCDay() + 7) % 7;
  return now + (ahead || 7) * DAY;
}

function numbers(words: string, now: number, monthFirst: boolean): number | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(words);
  if (iso) return made(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const found = /^(\d{1,2})[./-] ?(\d{1,2})(?:[./-] ?(\d{2,4})?)?$/.exec(words);
  if (!found) return null;
  const [one, two] = [Number(found[1]), Number(found[2])];
  const american = (monthFirst && words.includes("/") && one <= 12) || two > 12;
  return dated(american ? two : one, american ? one : two, found[3], now);
}

function named(words: string, now: number): number | null {
  const found =
    /^(\d{1,2})(?:st|nd|rd|th|\.)? ?(?:of )?([a-z]{3,9})\.?(?: (\d{2,4}))?$/.exec(words) ??
    /^(?<month>[a-z]{3,9})\.? (?<day>\d{1,2})(?:st|nd|rd|th)?(?: (?<year>\d{2,4}))?$/.exec(words);
  if (!found) return null;
  const groups = found.groups;
  const [day, name, year] = groups ? [groups.day, groups.month, groups.year] : [found[1], found[2], found[3]];
  const month = MONTHS.findIndex((full) => full.toLowerCase().startsWith(name ?? "?")) + 1;
  return month ? dated(Number(day), month, year, now) : null;
}

/** Without a year the coming one: who plans means what is ahead. */
function dated(day: number, month: number, year: string | undefined, now: number): number | null {
  if (year) return made(year.length === 2 ? 2000 + Number(year) : Number(year), month, day);
  const thisYear = new Date(now).getUTCFullYear();
  const found = made(thisYear, month, day);
  return found !== null && found < now ? made(thisYear + 1, month, day) : (found ?? made(thisYear + 1, month, day));
}

function made(year: number, month: number, day: number): number | null {
  const time = Date.UTC(year, month - 1, day);
  const date = new Date(time);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day && year > 999 ? time : null;
}
