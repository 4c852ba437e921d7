import { falseActsOf, byNumber, type Evaluation, type FalseActs, type Row, type Share } from './evaluate';
import { wilson } from './intervals';
import type { Rings } from './rings';

/** Several worlds read as one, where one alone has too few of a kind. */
export type Pooled = { worlds: number; recallByArchetype: readonly Share[]; worst: Share | null; rings: Pick<Rings, 'rings' | 'found' | 'recall' | 'traceable'>; falseActs: readonly FalseActs[] };

/** Recalls are pooled over accounts, each chosen or not at the budget of its own world. */
export function pooledOf(worlds: readonly { evaluation: Evaluation; rows: readonly Row[] }[]): Pooled {
  const sums = new Map<string, { accounts: number; hits: number }>();
  for (const { archetype, accounts, hits } of worlds.flatMap(({ evaluation }) => evaluation.recallByArchetype)) {
    const own = sums.get(archetype) ?? { accounts: 0, hits: 0 };
    sums.set(archetype, { accounts: own.accounts + accounts, hits: own.hits + hits });
  }
  const recallByArchetype = [...sums].map(([archetype, { accounts, hits }]) => ({ archetype, accounts, hits, share: hits / accounts, interval: wilson(hits, accounts) })).sort(byNumber);
  const [rings = 0, found = 0, traceable = 0] = (['rings', 'found', 'traceable'] as const).map((key) => worlds.reduce((sum, { evaluation }) => sum + evaluation.rings[key], 0));
  return {
    worlds: worlds.length, recallByArchetype, worst: recallByArchetype.toSorted((a, b) => a.share - b.share)[0] ?? null,
    rings: { rings, found, recall: rings === 0 ? null : found / rings, traceable },
    falseActs: falseActsOf(worlds.flatMap(({ rows }) => rows.filter((row) => !row.abuser))),
  };
}
