import { BANDS, type Band } from '../risk/assessment';

/** How a policy that runs in shadow differed from the one in force: accounts by the band of the one and of the other. */
export type ShadowTally = { since: number; until: number | null; accounts: number; moves: Readonly<Record<string, number>> };

export type Agreement = { same: number; higher: number; lower: number };

/** Accounts that both would put into one band, and those that the shadow would put higher or lower. */
export function agreementOf(moves: Readonly<Record<string, number>>): Agreement {
  const agreement = { same: 0, higher: 0, lower: 0 };
  for (const [move, accounts] of Object.entries(moves)) {
    const [was, now] = move.split(' ').map((band) => BANDS.indexOf(band as Band)) as [number, number];
    agreement[was === now ? 'same' : now > was ? 'higher' : 'lower'] += accounts;
  }
  return agreement;
}
