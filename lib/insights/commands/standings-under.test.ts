import { sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { reading } from '../../../db/client';
import { arrange, eventsOf, linesOf, policyFor } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { assessAccounts } from '../../cases/commands/assess-accounts';
import { receiveEvents } from '../../intake/commands/receive-events';
import { putInForce } from '../../policy/commands/draft-record';
import type { Policy } from '../../policy/policy';
import { policyInForce } from '../../policy/queries/policy-in-force';
import type { Assessment } from '../../risk/assessment';
import { OPERATOR, WORKER } from '../../staff/actor';
import { standingsUnder } from './standings-under';

sandbox();

const ACCOUNTS = ['anton', 'berta', 'carla', 'dora'];
const UNTIL = Date.UTC(2026, 5, 1);

/** Three on one device and one payout instrument, and one by themselves. */
beforeAll(async () => {
  await policyFor();
  const events = ACCOUNTS.flatMap((account) => eventsOf(account, { until: UNTIL, days: 20, ...(account === 'dora' ? {} : { device: 'one laptop', instrument: 'GB00SHARED4417' }) }));
  const received = await receiveEvents(OPERATOR, { arrivals: events.map((raw, index) => ({ index, raw })) });
  if (!received.ok || received.value.rejected.length > 0) throw new Error(JSON.stringify(received));
  await assess();
});

async function assess(): Promise<void> {
  const assessed = await assessAccounts(WORKER, { upTo: UNTIL });
  if (!assessed.ok) throw new Error(assessed.words);
}

async function standing(): Promise<ReadonlyMap<string, Assessment>> {
  const { rows } = await reading().execute<{ account: string; content: Assessment }>(sql`select account, content from standings order by account`);
  return new Map(rows.map(({ account, content }) => [account, content]));
}

const casesNow = async () => (await reading().execute<{ account: string; band: string; status: string }>(sql`select account, band, status from cases order by account, opened_at`)).rows;
const told = ({ band, logOdds, own, probability, held, stories }: Assessment) => ({ band, held, stories: stories.map(({ kind }) => kind), numbers: [logOdds, own, probability].map((value) => Number(value.toFixed(9))) });

/** Tries a policy, publishes it, and says that both tell the same of everybody. */
async function tried(over: Partial<Policy>): Promise<{ was: Assessment; now: Assessment }> {
  const live = await policyInForce(reading());
  const foretold = await arrange((tx) => standingsUnder(tx, ACCOUNTS, live, { ...live, ...over, version: live.version + 1 }));
  await arrange((tx) => putInForce(tx, { ...live, ...over }, { published: 'factory', countersigned: null, draft: null, reason: 'A test' }, UNTIL));
  await assess();
  const came = await standing();
  expect(foretold.map(({ account }) => account).sort()).toEqual(ACCOUNTS);
  for (const { account, now } of foretold) expect(told(now), account).toEqual(told(came.get(account)!));
  const { was, now } = foretold.find(({ account }) => account === 'anton')!;
  return { was, now };
}

test('where act begins and the calibration move, a trial tells what an assessment under them says, and bands and cases follow it once it is published', async () => {
  const later = await tried({ bands: { watch: -3, review: -2.3, act: 9 } });
  // More lives of two at once are told, so that the odds themselves move.
  expect(later.now.stories.length).toBeGreaterThan(later.was.stories.length);
  expect(later.now.own).not.toBeCloseTo(later.was.own, 6);
  const line = await tried({ calibration: { a: 1, b: 4, source: 'a test', cases: 0 } });
  expect(line.now.probability).toBeGreaterThan(line.was.probability);
  const bands = async () => new Map([...await standing()].map(([account, { band }]) => [account, band]));

  await tried({ bands: { watch: -12, review: -11, act: 18 } });
  expect([...(await bands()).values()].every((band) => band === 'review')).toBe(true);
  expect((await casesNow()).filter(({ status }) => status === 'waiting').map(({ account, band }) => ({ account, band }))).toEqual(ACCOUNTS.map((account) => ({ account, band: 'review' })));
  await tried({ bands: { watch: -12, review: 18, act: 19 } });
  expect(new Set((await bands()).values())).toEqual(new Set(['watch']));
  expect((await casesNow()).every(({ status }) => status === 'settled')).toBe(true);
  expect((await linesOf('main')).filter(({ says }) => says.includes('assessed anton: the band fell to watch'))).toHaveLength(1);
});
