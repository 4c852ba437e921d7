import { world } from '../../bench/detection/world';
import { ACCOUNTS } from '../../db/cast';
import type { RawEvent } from '../../db/factories';
import type { StackFacts } from './stack';

/**
 * What a platform tells until a fixed Tuesday afternoon: the cast and some ordinary people, always the same, so that what is found
 * in it is the same on whatever day the tests are run. Assessments are made as of the latest event, never of the wall clock.
 */
const TOLD_UNTIL = Date.UTC(2026, 2, 17, 14);

/** Mallory's events, and those of everybody else: Trent, Peggy, the Kestrel ring, ordinary people. */
export function storyEvents(): { mallorys: RawEvent[]; others: RawEvent[] } {
  const events = [...world({ seed: 'story', accounts: 30, days: 60, now: TOLD_UNTIL })].map(({ event }) => event as RawEvent);
  const isHers = ({ account }: RawEvent) => account === ACCOUNTS.mallory.account;
  return { mallorys: events.filter(isHers), others: events.filter((event) => !isHers(event)) };
}

export type Taken = { accepted: number; duplicates: number; rejected: { index: number; id: string | null; path: string; code: string; message: string }[] };

/** A batch that was answered otherwise than with 202. */
export class Untaken extends Error {
  constructor(readonly status: number, words: string) { super(`${status}: ${words}`); }
}

/** Posts one batch of at most 1,000 events; throws where it is not taken. */
export async function post({ url, apiKey }: Pick<StackFacts, 'url' | 'apiKey'>, events: readonly RawEvent[]): Promise<Taken> {
  const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' };
  const answer = await fetch(`${url}/api/v1/events`, { method: 'POST', headers, body: JSON.stringify(events), signal: AbortSignal.timeout(20_000) });
  if (answer.status !== 202) throw new Untaken(answer.status, await answer.text());
  return await answer.json() as Taken;
}

/** In batches, one after the other. */
export async function send(stack: Pick<StackFacts, 'url' | 'apiKey'>, events: readonly RawEvent[]): Promise<Taken[]> {
  const taken: Taken[] = [];
  for (const batch of batchesOf(events, 1_000)) taken.push(await post(stack, batch));
  return taken;
}

export function batchesOf<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));
}
