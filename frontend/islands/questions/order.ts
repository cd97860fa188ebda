// In which order questions stand: the same formulas as the server's `ranking.py`.

export interface Standing {
  id: number;
  votes: number;
  pinned: number; // seconds since 1970; 0: not pinned
  age: number; // its heat without its votes
}

const heat = (one: Standing) => Math.log2(1 + Math.max(one.votes, 0)) + one.age;
const ORDERS: Record<string, (one: Standing) => number> = {
  votes: (one) => one.votes,
  unanswered: (one) => one.votes,
  hot: heat,
};

/** Places of the standings as they should follow one another; null where votes change nothing. */
export function inOrder(standings: Standing[], sort: string): number[] | null {
  const worth = ORDERS[sort];
  if (!worth) return null;
  const places = standings.map((_one, place) => place);
  return places.sort((a, b) => {
    const [one, other] = [standings[a] as Standing, standings[b] as Standing];
    if (one.pinned !== other.pinned) return (one.pinned || Infinity) - (other.pinned || Infinity);
    return worth(other) - worth(one) || other.id - one.id;
  });
}
