import { sql, type SQL } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { reading } from '../../../db/client';
import { arrange, openCase, policyFor, staffFor } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { cases } from '../../../db/schema';
import { clock } from '../../kernel/clock';
import { HOUR, iso, MINUTE } from '../../kernel/instant';
import type { Staff } from '../../staff/actor';
import { CASE_STATUSES, statusAt } from '../case';
import { caseOf } from '../commands/case-record';
import { queueAsked } from '../queue';
import { viewAsked } from '../queue-view';
import { queuePage, rowsOf } from './queue';
import { countOf } from './queue-tabs';

sandbox();
let ada: Staff;

beforeAll(async () => {
  await policyFor();
  ada = await staffFor('moderator', { name: 'Ada' });
  const opened = await openCase();
  const now = iso(clock.now());
  // A long queue: twenty cases in hands, forty asked, five for a reason that hardly any other has, and every tenth for another.
  await arrange(async (tx) => {
    await tx.execute(sql`insert into cases (id, account, status, version, band, log_odds, priority, stake_usd, reasons, assessment, causes, opened_at, due_at, claimed_by, lease_until, asked_at, asked_until)
      select 'case_long_' || n, 'acc_long_' || n, case when n % 1000 = 1 then 'claimed' when n % 500 = 2 then 'asked' else 'waiting' end, 1, 'review', n % 7, (n * 7919) % 20000, 10,
        jsonb_build_array(jsonb_build_object('family', case when n % 4000 = 3 then 'time' when n % 10 = 4 then 'payout' else 'device' end, 'words', 'Reason ' || n % 300)), a.assessment, '{}', ${now}::timestamptz, ${now}::timestamptz + interval '1 day',
        case when n % 1000 = 1 then ${ada.id} end, case when n % 1000 = 1 then ${now}::timestamptz + interval '1 hour' end,
        case when n % 500 = 2 then ${now}::timestamptz end, case when n % 500 = 2 then ${now}::timestamptz + interval '1 day' end
      from generate_series(1, 20000) n, (select assessment from cases where id = ${opened.caseId}) a`);
    await tx.execute(sql`analyze cases`);
  });
});

async function planOf(statement: SQL): Promise<string> {
  const { rows } = await reading().execute<{ 'QUERY PLAN': string }>(sql`explain ${statement}`);
  return rows.map((row) => row['QUERY PLAN']).join('\n');
}

const by = () => ({ staff: ada.id, now: clock.now() });
const pagePlan = (asked: Record<string, unknown>) => planOf(sql`${rowsOf(reading(), queueAsked.parse(asked), by(), 31)}`);
const countPlan = (asked: Record<string, unknown>) => planOf(countOf(viewAsked.parse(asked), by()));

test.each([
  [{ state: 'held' }, ['cases_held']], [{ state: 'asked' }, ['cases_asked', 'cases_held']], [{ state: 'proposed' }, ['cases_proposed']], [{ family: 'time' }, ['cases_reasons']],
])('what few cases are, %o, is read off an index, for a page as for a count', async (asked, indexes) => {
  for (const plan of [await pagePlan(asked), await countPlan(asked)]) {
    for (const index of indexes) expect(plan).toContain(index);
    expect(plan).not.toMatch(/Seq Scan|cases_queue/);
  }
});

test.each([{ family: 'payout' }, { state: 'free' }, {}])('what many cases are, %o, is read in the queue’s order as far as the page goes', async (asked) => {
  const plan = await pagePlan(asked);
  expect(plan).toMatch(/Index Scan using cases_queue/);
  expect(plan).not.toMatch(/Seq Scan/);
});

test('whom a case waits for is what its status is at this moment, however late the sweep comes', async () => {
  const now = clock.now();
  const [past, ahead] = [now - MINUTE, now + HOUR];
  const held = { status: 'claimed', claimedBy: ada.id };
  const columns = [
    { status: 'waiting' }, { status: 'proposed' }, { ...held, leaseUntil: ahead }, { ...held, leaseUntil: past },
    { status: 'asked', askedAt: past, askedUntil: ahead }, { status: 'asked', askedAt: past - HOUR, askedUntil: past },
    // Taken up before the answer came.
    { ...held, leaseUntil: ahead, askedAt: past, askedUntil: ahead }, { ...held, leaseUntil: past, askedAt: past, askedUntil: ahead },
    { ...held, leaseUntil: past, askedAt: past - HOUR, askedUntil: past }, { ...held, leaseUntil: past, askedAt: past - HOUR, askedUntil: ahead, answeredAt: past },
    { ...held, leaseUntil: past, askedAt: past, askedUntil: ahead, answeredAt: past - HOUR },
  ];
  for (const [nth, each] of columns.entries()) await openCase({ account: `acc_state_${nth}`, columns: each });
  const rows = (await reading().select().from(cases)).filter(({ account }) => account.startsWith('acc_state_'));
  expect(rows).toHaveLength(columns.length);
  const state = { claimed: 'held', asked: 'asked', proposed: 'proposed' } as const;
  for (const status of CASE_STATUSES.filter((one): one is keyof typeof state => one in state)) {
    const page = await queuePage(ada, queueAsked.parse({ q: 'acc_state_', state: state[status] }));
    const expected = rows.filter((row) => statusAt(caseOf(row), now) === status).map(({ id }) => id);
    expect(page.ok && page.value.cases.map(({ id }) => id).toSorted(), status).toEqual(expected.toSorted());
  }
  // Whoever asks for the next case gets what nobody holds, though its question be open.
  const free = await queuePage(ada, queueAsked.parse({ q: 'acc_state_', state: 'free' }));
  expect(free.ok && free.value.cases.map(({ account }) => account).toSorted()).toEqual([0, 10, 3, 5, 7, 8, 9].map((nth) => `acc_state_${nth}`));
});
