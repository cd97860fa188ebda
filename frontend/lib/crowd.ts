// How many have the same page open, as the live server said last, and how long to wait before fetching what changed, so
// that a thousand browsers do not all ask at the same moment. What somebody does herself never waits.

const FEW = 25; // are served at once
const EACH = 2; // milliseconds of spreading for each reader more
const LONGEST = 2000;
const SERVED = 10; // milliseconds of rest for each reader: a hundred fetches a second, whatever happens on the page

let readers = 1;

export function crowdIs(count: number): void {
  readers = count;
}

/** In how many milliseconds all who hear of a change have begun to fetch it. */
export function spread(count = readers): number {
  return count <= FEW ? 0 : Math.min(LONGEST, count * EACH);
}

/** How long this browser waits: somewhere in the spread. */
export function lateness(random: () => number = Math.random): number {
  return spread() * random();
}

/** The least that lies between the starts of two fetches of the same thing. */
export function rest(least: number): number {
  return Math.max(least, readers <= FEW ? 0 : readers * SERVED);
}
