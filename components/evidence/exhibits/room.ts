/** Something on an axis: `at` a share of its length, 0 to 1, and how far it reaches beside that, pixels: `from` left of it, mostly negative, `to` right of it. */
export type Extent = { at: number; from: number; to: number };

/** Between two things on one line, pixels. */
export const CLEAR = 3;
/** An axis is hardly ever longer, pixels: what would need more is left to the table. */
const LONGEST = 1_400;

/**
 * From which length of the axis on, pixels, something lies within it and clear of what is there; Infinity where it never does. On any longer axis it
 * is so as well, since shares move apart as it grows and pixels do not: so a drawing is laid out once for every room, and the style sheet shows what fits.
 */
export function roomFor({ at, from, to }: Extent, taken: readonly Extent[]): number {
  let room = Math.max(lengthOf(-from, at), lengthOf(to, 1 - at));
  for (const other of taken) {
    const apart = other.at - at;
    if (apart === 0 && (other.to + CLEAR <= from || to + CLEAR <= other.from)) continue;
    room = Math.max(room, lengthOf((apart > 0 ? to - other.from : other.to - from) + CLEAR, Math.abs(apart)));
  }
  return room;
}

/** The length of which a share is so many pixels. */
const lengthOf = (pixels: number, share: number): number => (pixels <= 0 ? 0 : share <= 0 ? Infinity : pixels / share);

/** Where something stands, and from which length of the axis on. */
export type Placed = { spot: Extent; room: number };

/** Of several spots the one that needs the least room, an earlier one of those that need no more than `usual`; null where none has room on any axis. */
export function spotIn(spots: readonly Extent[], taken: readonly Extent[], usual = 0): Placed | null {
  let best: Placed | null = null;
  for (const spot of spots) {
    const room = roomFor(spot, taken);
    if (room <= LONGEST && (best === null || Math.max(room, usual) < Math.max(best.room, usual))) best = { spot, room };
  }
  return best;
}

/** Things on one line, most wanted first: those that are placed are in the way of the later ones, and what has no room is left out. */
export function placed<Thing>(things: readonly Thing[], spotsOf: (thing: Thing) => readonly Extent[], { usual = 0, there = [] }: { usual?: number; /** What is there already. */ there?: readonly Extent[] } = {}): (Thing & Placed)[] {
  const taken = [...there];
  return things.flatMap((thing) => {
    const found = spotIn(spotsOf(thing), taken, usual);
    if (found === null) return [];
    taken.push(found.spot);
    return [{ ...thing, ...found }];
  });
}
