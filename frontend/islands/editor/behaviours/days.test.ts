import { describe, expect, it } from "vitest";
import { addMonths, dayWords, parseDay, placeInWeek, plainDay } from "./days";

const NOW = Date.UTC(2026, 10, 23); // a Monday
const read = (typed: string, monthFirst = false) => {
  const day = parseDay(typed, NOW, monthFirst);
  return day === null ? null : new Date(day).toISOString().slice(0, 10);
};

describe("a typed day", () => {
  it.each([
    ["today", "2026-11-23"],
    ["tom", "2026-11-24"],
    ["Tomorrow", "2026-11-24"],
    ["+3", "2026-11-26"],
    ["in 2 weeks", "2026-12-07"],
    ["10d", "2026-12-03"],
    ["in 3 months", "2027-02-23"],
    ["next week", "2026-11-30"],
    ["fri", "2026-11-27"],
    ["monday", "2026-11-30"],
    ["next friday", "2026-12-04"],
    ["next sun", "2026-12-06"],
    ["30 nov", "2026-11-30"],
    ["30. November", "2026-11-30"],
    ["nov 30, 2027", "2027-11-30"],
    ["3rd of march", "2027-03-03"],
    ["22 nov", "2027-11-22"],
    ["30.11.", "2026-11-30"],
    ["1.2.27", "2027-02-01"],
    ["11/12", "2026-12-11"],
    ["11/30", "2026-11-30"],
    ["2026-02-28", "2026-02-28"],
    ["29 feb 2028", "2028-02-29"],
  ])("%s is %s", (typed, day) => expect(read(typed)).toBe(day));

  it("in America begins with the month", () => expect(read("12/11", true)).toBe("2026-12-11"));

  it.each(["", "soon", "31 feb 2027", "32.1.", "2026-13-01", "no", "12"])("%s is none", (typed) =>
    expect(read(typed)).toBeNull(),
  );
});

describe("a day", () => {
  it("reads as the reading view has it, without the year while that is clear", () => {
    expect(plainDay(Date.UTC(2026, 10, 30))).toBe("30 November 2026");
    expect(dayWords(Date.UTC(2026, 10, 30), NOW)).toBe("30 November");
    expect(dayWords(Date.UTC(2027, 0, 1), NOW)).toBe("1 January 2027");
    expect(plainDay(Number.NaN)).toBe("");
  });

  it("has a place in its week and a month later that exists", () => {
    expect([placeInWeek(NOW), placeInWeek(NOW, 0)]).toEqual([0, 1]);
    expect(addMonths(Date.UTC(2026, 0, 31), 1)).toBe(Date.UTC(2026, 1, 28));
    expect(addMonths(Date.UTC(2026, 11, 5), 1)).toBe(Date.UTC(2027, 0, 5));
  });
});
