// Where cards stand in the margin: each beside its passage, none over another, the active one exactly in place.

export interface Card {
  /** Where it wants to stand, in pixels from the top of the margin. */
  wanted: number;
  height: number;
}

const GAP = 10;

/**
 * The top of each card. `cards` are in the order in which they stand; `first` is the highest place. The card at `active`
 * (-1: none) gets its place, those before it give way upwards, as far as `ceiling`, those after it downwards.
 */
export function stack(cards: Card[], first: number, active = -1, ceiling = first): number[] {
  const tops: number[] = [];
  let free = first;
  for (const card of cards) {
    const top = Math.max(card.wanted, free);
    tops.push(top);
    free = top + card.height + GAP;
  }
  const chosen = cards[active];
  if (!chosen) return tops;
  const above = cards.slice(0, active).reduce((sum, card) => sum + card.height + GAP, 0);
  let edge = Math.max(chosen.wanted, ceiling + above);
  tops[active] = edge;
  for (let index = active - 1; index >= 0; index -= 1) {
    edge = Math.min(tops[index] as number, edge - GAP - (cards[index] as Card).height);
    tops[index] = edge;
  }
  free = (tops[active] as number) + chosen.height + GAP;
  for (let index = active + 1; index < cards.length; index += 1) {
    const card = cards[index] as Card;
    const top = Math.max(card.wanted, free);
    tops[index] = top;
    free = top + card.height + GAP;
  }
  return tops;
}
