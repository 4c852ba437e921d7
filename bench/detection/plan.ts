import { GROUPED } from './abusers/grouped';
import type { Scheme } from './abusers/operator';
import { SINGLE } from './abusers/single';
import { TRAITS, type Trait } from './innocents/alone';
import { COMPANIES, type Company } from './innocents/together';
import type { Parameters } from './parameters';
import type { Random } from './random';

export const SCHEMES: readonly Scheme[] = [...SINGLE, ...GROUPED];

/** Accounts that are made together, numbered from `first`. */
export type Crew = { size: number; first: number } & ({ scheme: Scheme; nth: number } | { company: Company; nth: number } | { trait: Trait });

/** Everybody of a world, group by group: abusers by their share, evenly over the schemes; innocents by the shares of their stories. */
export function* crewsOf(random: Random, parameters: Parameters, seats: { abusers: number; innocents: number }): Generator<Crew> {
  let first = 0;
  for (const crew of [...abusive(random.fork('abusers'), parameters, seats.abusers), ...companies(random.fork('companies'), parameters, seats.innocents)]) {
    yield { ...crew, first };
    first += crew.size;
  }
  const traits = TRAITS.map((trait) => ({ trait, share: trait.id === 'I1' ? trait.share : trait.share * parameters.hardness }));
  let left = seats.abusers + seats.innocents - first;
  let shares = traits.reduce((sum, one) => sum + one.share, 0);
  for (const { trait, share } of traits.toReversed()) {
    const count = Math.round((left * share) / shares);
    left -= count;
    shares -= share;
    for (let nth = 0; nth < count; nth += 1, first += 1) yield { trait, size: 1, first };
  }
}

/** Innocents alone, as many of each story as of any other. */
export function* evenCrewsOf(random: Random, seats: number): Generator<Crew> {
  const ids = [...new Set([...TRAITS, ...COMPANIES].map((one) => one.id))];
  let first = 0;
  for (const [nth, id] of ids.entries()) {
    let left = Math.floor(((nth + 1) * seats) / ids.length) - Math.floor((nth * seats) / ids.length);
    const trait = TRAITS.find((one) => one.id === id);
    const company = COMPANIES.find((one) => one.id === id);
    for (let group = 0; left > 0; group += 1) {
      const small = !company || left < company.size[0] || (trait && group % 8 > 0);
      if (small && !trait) break;
      const size = small || !company ? 1 : random.int(company.size[0], Math.min(company.size[1], left));
      yield small && trait ? { trait, size, first } : { company: company as Company, nth: group, size, first };
      first += size;
      left -= size;
    }
  }
}

type Unplaced = { size: number; scheme: Scheme; nth: number } | { size: number; company: Company; nth: number };

/** Each next group goes to the scheme with the fewest accounts so far; no group takes more than an eighth of all, and in a small world each has its least. */
function abusive(random: Random, parameters: Parameters, seats: number): Unplaced[] {
  const crews: Unplaced[] = [];
  const taken = new Map(random.shuffled(SCHEMES).map((scheme) => [scheme, 0]));
  for (let left = seats; left > 0; ) {
    const open = [...taken].filter(([scheme]) => scheme.least <= left).sort((a, b) => a[1] - b[1]);
    const next = open[0]?.[0];
    if (!next) break;
    const [low, high] = next.size({ parameters });
    const cap = Math.min(left, Math.max(next.least, seats < 48 ? 0 : Math.floor(seats / 8)));
    const size = random.int(Math.min(cap, Math.max(next.least, low)), Math.min(cap, high));
    crews.push({ scheme: next, size, nth: crews.length });
    taken.set(next, (taken.get(next) ?? 0) + size);
    left -= size;
  }
  return crews;
}

function companies(random: Random, parameters: Parameters, seats: number): Unplaced[] {
  const all = [...TRAITS, ...COMPANIES].reduce((sum, one) => sum + (one.id === 'I1' ? one.share : one.share * parameters.hardness), 0);
  const crews: Unplaced[] = [];
  for (const company of COMPANIES) {
    // A world too small for the share still has one of each, if there is any room.
    let left = Math.round((seats * company.share * parameters.hardness) / all);
    if (left < company.size[0] && seats >= 200) left = company.size[0];
    while (left >= company.size[0]) {
      const size = random.int(company.size[0], Math.min(company.size[1], left));
      crews.push({ company, size, nth: crews.length });
      left -= size;
    }
  }
  return crews;
}
