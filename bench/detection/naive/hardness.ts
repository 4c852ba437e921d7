/**
 * How hard a world is: what naive points and a classifier with labels reach on it, without the product.
 *
 *   npx tsx bench/detection/naive/hardness.ts [--kind KIND] [--accounts N] [--days D] [--seed S]
 *
 * The classifier learns on another world of the same kind, in which one account in twelve is an abuser's, so that it has enough to learn from.
 */
import { parseArgs } from 'node:util';
import { averagePrecision, precisionAt, type Scored } from '../evaluation/ranking';
import { PARAMETERS, type WorldKind } from '../parameters';
import { lives, type TruthRow, type WorldOptions } from '../world';
import { addressBook } from './addresses';
import { AggregateReader, type Aggregates } from './aggregates';
import { naivePoints } from './points';
import { learnStumps, stumpScore, type Stumps } from './stumps';

export type Sample = { rows: ReadonlyMap<string, Aggregates>; truth: ReadonlyMap<string, TruthRow> };
export type Hardness = { accounts: number; abusers: number; events: number; budget: number; points: { precision: number; average: number }; classifier: { precision: number; average: number } };

const where = addressBook();

/** A world's aggregates beside its truth. */
export function sampled(options: WorldOptions): Sample {
  const reader = new AggregateReader(where);
  const truth = new Map<string, TruthRow>();
  for (const told of lives(options)) {
    truth.set(told.truth.account, told.truth);
    for (const { event } of told.arrivals) reader.take(event);
  }
  return { rows: reader.rows(), truth };
}

const valuesOf = (row: Aggregates): number[] => Object.values(row);

export function learnt({ rows, truth }: Sample): Stumps {
  const accounts = [...rows.keys()];
  return learnStumps(accounts.map((account) => valuesOf(rows.get(account) as Aggregates)), accounts.map((account) => (truth.get(account)?.abuser ? 1 : 0)), { rounds: 400 });
}

export function hardnessOf({ rows, truth }: Sample, model: Stumps): Hardness {
  const budget = Math.max(1, Math.round(rows.size * 0.005));
  const by = (score: (row: Aggregates) => number): Scored[] => [...rows].map(([account, row]) => ({ score: score(row), abuser: truth.get(account)?.abuser ?? false }));
  const told = (scored: Scored[]) => ({ precision: precisionAt(scored, budget) ?? 0, average: averagePrecision(scored) ?? 0 });
  const events = [...rows.values()].reduce((sum, row) => sum + (row.events ?? 0), 0);
  return { accounts: rows.size, events, abusers: [...truth.values()].filter((row) => row.abuser).length, budget, points: told(by(naivePoints)), classifier: told(by((row) => stumpScore(model, valuesOf(row)))) };
}

function main(args: readonly string[]): void {
  const { values } = parseArgs({ args: [...args], options: { kind: { type: 'string', default: 'validate' }, accounts: { type: 'string', default: '6000' }, days: { type: 'string', default: '180' }, seed: { type: 'string', default: '1' }, features: { type: 'boolean' } } });
  const kind = values.kind as WorldKind;
  if (!(kind in PARAMETERS)) throw new Error(`--kind must be one of ${Object.keys(PARAMETERS).join(', ')}`);
  const common = { accounts: Number(values.accounts), days: Number(values.days), now: Date.UTC(2026, 10, 17, 14), kind, cast: false };
  const school = sampled({ ...common, seed: `${values.seed}/school`, prevalence: 1 / 12 });
  const model = learnt(school);
  const world = sampled({ ...common, seed: values.seed, prevalence: 0.005 });
  process.stdout.write(`${JSON.stringify(hardnessOf(world, model))}\n`);
  if (!values.features) return;
  const names = Object.keys([...world.rows.values()][0] ?? {});
  const gains = new Map<string, number>();
  for (const { feature, low, high } of model.stumps) gains.set(names[feature] as string, (gains.get(names[feature] as string) ?? 0) + Math.abs(high - low));
  for (const [name, gain] of [...gains].sort((a, b) => b[1] - a[1]).slice(0, 20)) process.stdout.write(`${name.padEnd(24)} ${gain.toFixed(2)}\n`);
}

if (process.argv[1] === import.meta.filename) main(process.argv.slice(2));
