import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { dayOf, type Instant } from '../../../lib/kernel/instant';
import type { WorldEvent } from '../event';
import { addressBook } from '../naive/addresses';
import { AggregateReader } from '../naive/aggregates';
import { naivePoints } from '../naive/points';
import { PER_DOLLAR } from '../places';

/** What the truth file says of an account. */
export type Truth = { account: string; archetype: string; abuser: boolean; ring: string | null; handoverAt: Instant | null };

/** What the events of an account say that the metrics need, and its naive points. */
export type Lived = { country: string | null; registeredAt: Instant; activeDays: readonly number[]; earned: readonly { at: Instant; usd: number }[]; points: number };

export type World = { folder: string; events: number; truth: ReadonlyMap<string, Truth>; lived: ReadonlyMap<string, Lived> };

export const eventsFile = (folder: string): string => join(folder, 'events.ndjson');
export const truthFile = (folder: string): string => join(folder, 'truth.ndjson');

/** Which of the two files a folder lacks; null where it has both. */
export function missingIn(folder: string): string | null {
  return [eventsFile(folder), truthFile(folder)].find((file) => !existsSync(file)) ?? null;
}

export async function readTruth(folder: string): Promise<Map<string, Truth>> {
  const truth = new Map<string, Truth>();
  for await (const row of lines(truthFile(folder))) {
    const { account, archetype, abuser, ring, handoverAt } = row as { account: string; archetype: string; abuser: boolean; ring?: string | null; handoverAt?: string | null };
    if (typeof account !== 'string' || typeof archetype !== 'string' || typeof abuser !== 'boolean') throw new Error(`${truthFile(folder)} holds a line without account, archetype and abuser`);
    truth.set(account, { account, archetype, abuser, ring: ring ?? null, handoverAt: handoverAt == null ? null : Date.parse(handoverAt) });
  }
  return truth;
}

/** Reads a world's own events, beside the product: for the baseline, for days and for money. */
export async function readWorld(folder: string): Promise<World> {
  const truth = await readTruth(folder);
  const reader = new AggregateReader(addressBook());
  const seen = new Map<string, { country: string | null; registeredAt: Instant; days: Set<number>; earned: Map<string, { at: Instant; usd: number }> }>();
  let events = 0;
  for await (const row of lines(eventsFile(folder))) {
    const event = row as WorldEvent;
    events += 1;
    reader.take(event);
    const own = seen.get(event.account) ?? { country: null, registeredAt: Date.parse(event.at), days: new Set(), earned: new Map() };
    seen.set(event.account, own);
    const at = Date.parse(event.at);
    if (event.type === 'account.registered') Object.assign(own, { country: (event.data.declared as { country: string }).country, registeredAt: at });
    if (event.type === 'session.seen') own.days.add(dayOf(at));
    if (event.type === 'earning.cleared') {
      const { amount, currency } = event.data.amount as { amount: number; currency: string };
      own.earned.set(event.id, { at, usd: amount / (PER_DOLLAR[currency] ?? 1) });
    }
  }
  const points = reader.rows();
  const lived = [...seen].map(([account, { country, registeredAt, days, earned }]) => {
    const row = points.get(account);
    return [account, { country, registeredAt, activeDays: [...days].sort((a, b) => a - b), earned: [...earned.values()], points: row ? naivePoints(row) : 0 }] as const;
  });
  return { folder, events, truth, lived: new Map(lived) };
}

async function* lines(file: string): AsyncGenerator<unknown> {
  for await (const line of createInterface({ input: createReadStream(file, { highWaterMark: 1 << 20 }), crlfDelay: Infinity })) if (line.trim() !== '') yield JSON.parse(line);
}
