import { beforeAll, expect, test } from 'vitest';
import { reading, type Database } from '../../../db/client';
import { arrange, eventsOf, policyFor, type RawEvent } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import type { AccountHistory } from '../../enrichment/history';
import { historiesOf } from '../../enrichment/queries/histories';
import { receiveEvents } from '../../intake/commands/receive-events';
import { DAY, HOUR, MINUTE, rfc3339 } from '../../kernel/instant';
import { STANDARD_POLICY } from '../../policy/standard';
import { OPERATOR } from '../../staff/actor';
import { beatRowsOf } from '../beat';
import { keepLinks } from '../commands/keep-links';
import type { Link } from '../link';
import { Acts } from './beats';
import { byKey, IndexRead, linksOf } from './index-read';

sandbox();

const UNTIL = Date.UTC(2026, 5, 1);
let histories = new Map<string, AccountHistory>();

/** Sessions that began so many minutes after each other, each of them reported twice: as it began, and with its end. */
const reported = (account: string, count: number, apart: number): RawEvent[] => Array.from({ length: count * 2 }, (_, report) => {
  const at = UNTIL - 2 * DAY + Math.floor(report / 2) * apart * MINUTE;
  return { id: `${account} ${report}`, type: 'session.seen', at: rfc3339(at), account, session: `${account} ${at}`, data: { ip: '198.51.100.7', ...(report % 2 === 1 && { endedAt: rfc3339(at + HOUR) }) } };
});

beforeAll(async () => {
  await policyFor();
  const sent = [...reported('often', 10, 45), ...reported('seldom', 9, 45), ...reported('crowded', 12, 0.5), ...eventsOf('on_line', { until: UNTIL, device: 'machine of two' }), ...eventsOf('beside', { until: UNTIL, device: 'machine of two' }), ...eventsOf('line_alone', { until: UNTIL })];
  const received = await receiveEvents(OPERATOR, { arrivals: sent.map((raw, index) => ({ index, raw })) });
  expect(received).toMatchObject({ ok: true, value: { rejected: [] } });
  histories = await historiesOf(reading(), [...new Set(sent.map(({ account }) => account))], UNTIL, STANDARD_POLICY);
  await arrange((tx) => keepLinks(tx, histories, null));
});

test('whoever was told is as busy, and acted in the same minutes, as what is stored says, though a session is reported again and again', async () => {
  const accounts = ['often', 'seldom', 'crowded'];
  const [told, stored] = [new Acts(reading(), (account) => histories.get(account)), new Acts(reading(), () => undefined)];
  const last = UNTIL - 2 * DAY + 9 * 45 * MINUTE;
  for (const acts of [told, stored]) expect(await acts.busyUntil(accounts)).toEqual(new Map([['often', last]]));
  // The second time is within what the first has brought, the third beyond it.
  for (const [from, to] of [[last - HOUR, last], [last - 3 * HOUR, last - HOUR], [UNTIL - 14 * DAY, UNTIL]] as const) {
    const [one, other] = [await told.of(new Map(accounts.map((account) => [account, { from, to }]))), await stored.of(new Map(accounts.map((account) => [account, { from, to }])))];
    for (const account of accounts) expect(beatRowsOf(one(account, from, to))).toEqual(beatRowsOf(other(account, from, to)));
  }
  const all = await told.of(new Map([['often', { from: UNTIL - 14 * DAY, to: UNTIL }]]));
  expect(all('often', UNTIL - 14 * DAY, UNTIL)).toHaveLength(10);
});

test('whom an identifier leads to is brought once, however many of those who show it are looked up one after the other, and is told of each', async () => {
  const known = await linksOf(reading(), [...histories.keys()]);
  let brought = 0;
  const db = { execute: async (...asked: Parameters<Database['execute']>) => {
    const found = await reading().execute(...asked);
    brought += found.rows.length;
    return found;
  } } as unknown as Database;
  const index = new IndexRead(db, (account) => ({ links: known.get(account) ?? [] }));
  const shared = async (read: IndexRead, account: string): Promise<(readonly Link[])[]> => [...await read.sharedBy([account])].sort((a, b) => byKey(a[0]!, b[0]!));
  const rows: number[] = [];
  for (const account of ['line_alone', 'beside', 'on_line']) {
    const before = brought;
    const told = await shared(index, account);
    expect(told).toEqual(await shared(new IndexRead(reading()), account));
    expect(told.some((links) => links.length === 3)).toBe(true);
    rows.push(brought - before);
  }
  // Everything that the third shows was shown by the two before.
  expect(rows[1]).toBeGreaterThan(0);
  expect(rows[2]).toBe(0);
});
