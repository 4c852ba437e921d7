import { sql } from 'drizzle-orm';
import { expect, test, vi } from 'vitest';
import { arrange } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { accountTopic, ringTopic } from '../about';
import { clock } from '../clock';
import { announce, announceAbout } from '../work';
import { heardFrom, hub, MISSED, type Live } from './live';

sandbox();

test('a listener that fails is let go, and the others hear all the same', async () => {
  const heard: string[] = [];
  let calls = 0;
  const leaveBroken = await hub().add(() => { calls += 1; throw new Error('The stream is closed'); });
  const leave = await hub().add(({ id }) => { heard.push(id); });
  for (const id of ['one', 'two']) await arrange((tx) => announce(tx, 'case', id));
  await vi.waitFor(() => { expect(heard).toEqual(['one', 'two']); }, 10_000);
  expect(calls).toBe(1);
  leaveBroken();
  leave();
});

test('whoever listens from an earlier instant is told what came since, and nothing from before it', async () => {
  const from = await heardFrom();
  const seen: string[] = [];
  const leaveFirst = await hub().add(({ id }) => { seen.push(id); });
  await arrange((tx) => announce(tx, 'queue', 'early', 3));
  await vi.waitFor(() => { expect(seen).toEqual(['early']); }, 10_000);
  const between = clock.now() + 1;
  await vi.waitFor(() => { expect(clock.now()).toBeGreaterThan(between); });
  await arrange((tx) => announce(tx, 'queue', 'late', 4));
  await vi.waitFor(() => { expect(seen).toEqual(['early', 'late']); }, 10_000);
  const heard: unknown[] = [];
  const leaveSecond = await hub().add((live) => { heard.push(live); }, from);
  expect(heard).toEqual([{ topic: 'queue', id: 'early', version: 3, by: 'factory' }, { topic: 'queue', id: 'late', version: 4, by: 'factory' }]);
  const leaveThird = await hub().add(({ id }) => { seen.push(`again ${id}`); }, between);
  expect(seen).toEqual(['early', 'late', 'again late']);
  for (const leave of [leaveFirst, leaveSecond, leaveThird]) leave();
});

test('a page from before anything was heard is told that it may have missed something', async () => {
  const heard: unknown[] = [];
  (await hub().add((live) => { heard.push(live); }, 1))();
  expect(heard).toEqual([{ topic: MISSED, id: '' }]);
});

test('a connection that is lost is made again, and open streams are told of the gap', async () => {
  const heard: string[] = [];
  const leave = await hub().add(({ topic, id }) => { heard.push(`${topic} ${id}`); });
  await arrange((tx) => tx.execute(sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'countersign live' and datname = current_database()`));
  await vi.waitFor(() => { expect(heard).toEqual([`${MISSED} `]); }, 10_000);
  await arrange((tx) => announce(tx, 'case', 'after'));
  await vi.waitFor(() => { expect(heard).toEqual([`${MISSED} `, 'case after']); }, 10_000);
  leave();
});

test('what thousands of accounts are told of goes in few messages, with whose act it is and no id of anybody', async () => {
  const heard: Live[] = [];
  const leave = await hub().add((live) => { heard.push(live); });
  const topics = Array.from({ length: 600 }, (_, nth) => accountTopic(`acc_${nth}`));
  await arrange(async (tx) => {
    await announceAbout(tx, [...topics, topics[0]!]);
    await announceAbout(tx, []);
    await announce(tx, 'queue', 'case_1', 2, [accountTopic('acc_1'), ringTopic('ring_1')]);
  });
  await vi.waitFor(() => { expect(heard.length).toBe(4); }, 10_000);
  expect(heard.slice(0, 3).flatMap(({ about = [] }) => about)).toEqual(topics);
  expect(heard[3]).toMatchObject({ topic: 'queue', id: 'case_1', version: 2, about: [accountTopic('acc_1'), ringTopic('ring_1')] });
  expect(heard.every(({ by }) => by !== undefined && by !== '')).toBe(true);
  expect(JSON.stringify(heard)).not.toMatch(/acc_|ring_/);
  leave();
});
