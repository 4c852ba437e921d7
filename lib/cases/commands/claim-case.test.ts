import { eq, inArray } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { reading } from '../../../db/client';
import { arrange, linesOf, openCase, openRing, policyFor, staffFor } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { cases, touches } from '../../../db/schema';
import { HOUR, MINUTE } from '../../kernel/instant';
import { WORKER, type Staff } from '../../staff/actor';
import { claimCase } from './claim-case';
import { claimNext } from './claim-next-case';
import { expireLeases } from './expire-leases';
import { releaseCase } from './release-case';
import { renewLease } from './renew-lease';

sandbox();
let ada: Staff;
let ben: Staff;
beforeAll(async () => {
  await policyFor();
  [ada, ben] = [await staffFor('moderator', { name: 'Ada' }), await staffFor('moderator', { name: 'Ben' })];
});

const rowOf = async (id: string) => (await reading().select().from(cases).where(eq(cases.id, id)))[0]!;
const lapse = (id: string) => arrange((tx) => tx.update(cases).set({ leaseUntil: Date.now() - MINUTE }).where(eq(cases.id, id)));
const crowd = (size: number) => Promise.all(Array.from({ length: size }, () => staffFor('moderator')));
const outcomes = (results: readonly ({ ok: true } | { ok: false; code: string })[]) => results.map((one) => (one.ok ? 'done' : one.code)).sort();

describe('case.claim', () => {
  test('holds the case for twenty minutes, remembers the hand, and says so on the case’s own chain', async () => {
    const { caseId } = await openCase();
    const before = Date.now();
    expect(await claimCase(ada, { caseId })).toMatchObject({ ok: true, value: { caseId, version: 2, together: [] } });
    const row = await rowOf(caseId);
    expect(row).toMatchObject({ status: 'claimed', claimedBy: ada.id, version: 2 });
    expect(row.leaseUntil! - before).toBeGreaterThanOrEqual(20 * MINUTE);
    expect(await reading().select({ staff: touches.staff, how: touches.how }).from(touches).where(eq(touches.case, caseId))).toEqual([{ staff: ada.id, how: 'claimed' }]);
    expect(await linesOf(caseId)).toMatchObject([{ command: 'case.claim', actor: ada.id, says: 'claimed the case for 20 minutes', changes: [{ field: 'state', was: 'waiting', now: 'claimed' }, { field: 'held by', was: null, now: ada.id }] }]);
  });

  test('one of twenty who claim one case at one moment holds it; the others are told and entered', async () => {
    const { caseId } = await openCase();
    const people = await crowd(20);
    const results = await Promise.all(people.map((one) => claimCase(one, { caseId })));
    expect(outcomes(results)).toEqual(['done', ...Array.from({ length: 19 }, () => 'taken')]);
    const winner = people[results.findIndex((one) => one.ok)];
    expect((await rowOf(caseId)).claimedBy).toBe(winner?.id);
    const lines = await linesOf(caseId);
    expect(lines.filter((line) => line.refusal === null).map((line) => line.actor)).toEqual([winner?.id]);
    expect(lines.filter((line) => line.refusal === 'taken')).toHaveLength(19);
  });

  test('a lapsed hold counts for nobody: the next person claims without waiting for the sweep', async () => {
    const { caseId } = await openCase();
    await claimCase(ada, { caseId });
    expect(await claimCase(ben, { caseId })).toMatchObject({ code: 'taken' });
    await lapse(caseId);
    expect(await claimCase(ben, { caseId })).toMatchObject({ ok: true });
    expect((await rowOf(caseId)).claimedBy).toBe(ben.id);
  });

  test('a case that is not there leaves its line on the main chain, and begins no chain of its own', async () => {
    expect(await claimCase(ada, { caseId: 'case_made_up' })).toMatchObject({ code: 'not-found' });
    expect(await linesOf('case_made_up')).toEqual([]);
    expect((await linesOf('main')).at(-1)).toMatchObject({ command: 'case.claim', refusal: 'not-found' });
  });

  test('brings along the free cases of its ring, and leaves those that somebody holds', async () => {
    const { members } = await openRing(4);
    const [first, held, ...free] = members.map((one) => one.caseId) as [string, string, ...string[]];
    await arrange((tx) => tx.update(cases).set({ status: 'claimed', claimedBy: ben.id, leaseUntil: Date.now() + HOUR }).where(eq(cases.id, held)));
    expect(await claimCase(ada, { caseId: first })).toMatchObject({ ok: true, value: { together: expect.arrayContaining(free.map((caseId) => ({ caseId, case: expect.stringMatching(/^C-\d+$/), name: expect.any(String) }))) } });
    const rows = await reading().select({ id: cases.id, claimedBy: cases.claimedBy }).from(cases).where(inArray(cases.id, members.map((one) => one.caseId)));
    expect(Object.fromEntries(rows.map((row) => [row.id, row.claimedBy]))).toEqual({ [first]: ada.id, [held]: ben.id, [free[0]!]: ada.id, [free[1]!]: ada.id });
    expect(await linesOf(free[0]!)).toMatchObject([{ says: 'claimed the case for 20 minutes, together with its ring' }]);
  });

  test('people who claim different cases of one ring at one moment never wait for each other in a circle', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { members } = await openRing(6);
      const people = await crowd(6);
      const results = await Promise.all(members.map(({ caseId }, index) => claimCase(people[index]!, { caseId })));
      expect(outcomes(results).every((code) => code === 'done' || code === 'taken')).toBe(true);
      const rows = await reading().select({ status: cases.status }).from(cases).where(inArray(cases.id, members.map((one) => one.caseId)));
      expect(rows.map((row) => row.status)).toEqual(Array.from({ length: 6 }, () => 'claimed'));
    }
  });

  test('auditors claim nothing', async () => {
    const { caseId } = await openCase();
    expect(await claimCase(await staffFor('auditor'), { caseId })).toMatchObject({ code: 'not-allowed' });
    expect(await linesOf(caseId)).toMatchObject([{ command: 'case.claim', refusal: 'not-allowed' }]);
  });
});

describe('case.claimNext', () => {
  const alone = () => arrange((tx) => tx.update(cases).set({ status: 'settled', claimedBy: null, leaseUntil: null }));

  test('gives the first of the queue that is free, and when none is, says so', async () => {
    await alone();
    const [low, high] = [await openCase({ story: 'document' }), await openCase({ story: 'ring' })];
    expect(await claimNext(ada, {})).toMatchObject({ ok: true, value: { caseId: high.caseId } });
    expect(await linesOf(high.caseId)).toMatchObject([{ command: 'case.claimNext', actor: ada.id }]);
    expect(await claimNext(ben, {})).toMatchObject({ ok: true, value: { caseId: low.caseId } });
    const [third] = await crowd(1);
    expect(await claimNext(third!, {})).toMatchObject({ ok: false, code: 'nothing-left' });
    expect((await linesOf('main')).at(-1)).toMatchObject({ command: 'case.claimNext', refusal: 'nothing-left' });
  });

  test('after a case of a ring those that came along with it come first, but for what is on hold', async () => {
    await alone();
    const better = await openCase({ story: 'ring' });
    const { members } = await openRing(4);
    await arrange((tx) => tx.update(cases).set({ priority: 99 }).where(eq(cases.id, better.caseId)));
    const ids = members.map((one) => one.caseId);
    await claimCase(ada, { caseId: ids[0]! });
    const done = (id: string) => arrange((tx) => tx.update(cases).set({ status: 'settled', claimedBy: null, leaseUntil: null }).where(eq(cases.id, id)));
    const held = ids[1]!;
    await arrange((tx) => tx.update(cases).set({ heldUntil: Date.now() + HOUR }).where(eq(cases.id, held)));
    const order: string[] = [];
    for (let after = ids[0]!; order.length < 3;) {
      await done(after);
      const next = await claimNext(ada, { after });
      after = next.ok ? next.value.caseId : '';
      order.push(after);
    }
    expect(order.slice(0, 2).sort()).toEqual(ids.slice(2).sort());
    expect(order[2]).toBe(better.caseId);
    expect(await linesOf(order[0]!)).toMatchObject([{ says: 'claimed the case for 20 minutes, together with its ring' }, { says: 'kept the case for another 20 minutes', command: 'case.claimNext' }]);
    // What is in somebody else's hands, or whose term ran out, is not theirs to go on with.
    await arrange((tx) => tx.update(cases).set({ status: 'claimed', claimedBy: ben.id, leaseUntil: Date.now() + HOUR, heldUntil: null }).where(eq(cases.id, held)));
    expect(await claimNext(ada, { after: ids[0]! })).toMatchObject({ ok: true, value: { caseId: better.caseId } });
  });

  test('from a case of a ring that somebody else has in hand one goes on by the queue’s order, as from any case that one only looked at', async () => {
    await alone();
    const better = await openCase({ story: 'ring' });
    await arrange((tx) => tx.update(cases).set({ priority: 99 }).where(eq(cases.id, better.caseId)));
    const { members: [theirs, own] } = await openRing(2);
    await claimCase(ben, { caseId: theirs!.caseId, alone: true });
    await claimCase(ada, { caseId: own!.caseId });
    const before = await rowOf(theirs!.caseId);
    expect(await claimNext(ada, { after: theirs!.caseId })).toMatchObject({ ok: true, value: { caseId: better.caseId } });
    expect(await rowOf(theirs!.caseId)).toEqual(before);
  });

  test('who let a case of a ring go is done with it, until somebody else has it in hand', async () => {
    await alone();
    const better = await openCase({ story: 'ring' });
    await arrange((tx) => tx.update(cases).set({ priority: 99 }).where(eq(cases.id, better.caseId)));
    const [one, mate] = (await openRing(2)).members.map(({ caseId }) => caseId) as [string, string];
    await claimCase(ada, { caseId: one });
    await releaseCase(ada, { caseId: one });
    expect(await claimNext(ada, { after: one })).toMatchObject({ ok: true, value: { caseId: mate } });
    await claimCase(ben, { caseId: one, alone: true });
    expect(await claimNext(ada, { after: one })).toMatchObject({ ok: true, value: { caseId: better.caseId } });
  });

  test('what somebody holds already is theirs for another term, where it stands before all that is free and is not on hold', async () => {
    await alone();
    const [one, other] = [(await openCase()).caseId, (await openCase()).caseId];
    // A move works the place in the queue out anew.
    const stands = (caseId: string, priority: number, columns: Partial<typeof cases.$inferInsert> = {}) => arrange((tx) => tx.update(cases).set({ priority, ...columns }).where(eq(cases.id, caseId)));
    const opens = async (who: Staff, after?: string) => {
      const next = await claimNext(who, after === undefined ? {} : { after });
      return next.ok ? next.value.caseId : next.code;
    };
    await claimCase(ada, { caseId: one });
    await stands(one, 90, { leaseUntil: Date.now() + MINUTE });
    await stands(other, 70);
    expect(await claimNext(ada, {})).toMatchObject({ ok: true, value: { caseId: one, version: 2, together: [] } });
    expect((await rowOf(one)).leaseUntil! - Date.now()).toBeGreaterThan(19 * MINUTE);
    expect(await linesOf(one)).toMatchObject([{ command: 'case.claim' }, { command: 'case.claimNext', says: 'kept the case for another 20 minutes' }]);
    // Nobody else's, nothing on hold, and nothing that stands behind what is free.
    for (const [who, priority, heldUntil] of [[ben, 90, null], [ada, 90, Date.now() + HOUR], [ada, 60, null]] as const) {
      await stands(one, priority, { heldUntil });
      await stands(other, 70, { status: 'waiting', claimedBy: null, leaseUntil: null });
      expect(await opens(who)).toBe(other);
    }
    // Of two in hand the first by the queue's order; who is done with it goes on to the other.
    await stands(other, 70);
    expect(await opens(ada)).toBe(other);
    expect(await opens(ada, other)).toBe(one);
  });

  test('of what is held and what is free at the same place in the queue the one comes first that the queue shows first', async () => {
    await alone();
    const [later, first] = [(await openCase()).caseId, (await openCase()).caseId].sort();
    for (const own of [later!, first!]) {
      await arrange(async (tx) => {
        await tx.update(cases).set({ priority: 70, status: 'waiting', claimedBy: null, leaseUntil: null }).where(inArray(cases.id, [later!, first!]));
        await tx.update(cases).set({ status: 'claimed', claimedBy: ada.id, leaseUntil: Date.now() + HOUR }).where(eq(cases.id, own));
      });
      expect(await claimNext(ada, {})).toMatchObject({ ok: true, value: { caseId: first } });
    }
  });

  test('twenty who ask at one moment get twenty cases', async () => {
    await alone();
    for (let number = 0; number < 20; number += 1) await openCase();
    const results = await Promise.all((await crowd(20)).map((one) => claimNext(one, {})));
    expect(outcomes(results)).toEqual(Array.from({ length: 20 }, () => 'done'));
    expect(new Set(results.map((one) => (one.ok ? one.value.caseId : ''))).size).toBe(20);
  });

  test('twenty who ask while rings stand in the queue share what is there without a deadlock', async () => {
    await alone();
    for (let number = 0; number < 4; number += 1) await openRing(5);
    const results = await Promise.all((await crowd(20)).map((one) => claimNext(one, {})));
    expect(outcomes(results).every((code) => code === 'done' || code === 'nothing-left')).toBe(true);
    expect((await reading().select({ id: cases.id }).from(cases).where(eq(cases.status, 'waiting')))).toEqual([]);
  });

  test('passes over questions that are open, and takes those whose time has passed', async () => {
    await alone();
    const open = await openCase({ columns: { status: 'asked', askedAt: Date.now() - HOUR, askedUntil: Date.now() + HOUR } });
    expect(await claimNext(ada, {})).toMatchObject({ code: 'nothing-left' });
    await arrange((tx) => tx.update(cases).set({ askedUntil: Date.now() - MINUTE }).where(eq(cases.id, open.caseId)));
    expect(await claimNext(ada, {})).toMatchObject({ ok: true, value: { caseId: open.caseId } });
  });
});

describe('case.renewLease', () => {
  test('keeps the case for another term', async () => {
    const { caseId } = await openCase();
    await claimCase(ada, { caseId });
    await arrange((tx) => tx.update(cases).set({ leaseUntil: Date.now() + MINUTE }).where(eq(cases.id, caseId)));
    const renewed = await renewLease(ada, { caseId });
    expect(renewed.ok && renewed.value.leaseUntil! - Date.now()).toBeGreaterThan(19 * MINUTE);
    expect((await linesOf(caseId)).at(-1)).toMatchObject({ command: 'case.renewLease', says: 'kept the case for another 20 minutes' });
  });

  test('a case held by somebody else, by nobody, or no longer is not renewed', async () => {
    const { caseId } = await openCase();
    expect(await renewLease(ada, { caseId })).toMatchObject({ code: 'not-held' });
    await claimCase(ada, { caseId });
    expect(await renewLease(ben, { caseId })).toMatchObject({ code: 'taken' });
    await lapse(caseId);
    expect(await renewLease(ada, { caseId })).toMatchObject({ code: 'not-held' });
    expect((await linesOf(caseId)).at(-1)).toMatchObject({ command: 'case.renewLease', refusal: 'not-held' });
  });
});

describe('case.release', () => {
  test('lets the case go, back to waiting or to the open question', async () => {
    const { caseId } = await openCase();
    await claimCase(ada, { caseId });
    expect(await releaseCase(ada, { caseId })).toMatchObject({ ok: true, value: { version: 3 } });
    expect(await rowOf(caseId)).toMatchObject({ status: 'waiting', claimedBy: null, leaseUntil: null });
    expect((await linesOf(caseId)).at(-1)).toMatchObject({ command: 'case.release', says: 'let the case go', changes: [{ was: 'claimed', now: 'waiting' }, { was: ada.id, now: null }] });
    const asked = await openCase({ columns: { status: 'asked', askedAt: Date.now() - HOUR, askedUntil: Date.now() + HOUR } });
    await claimCase(ada, { caseId: asked.caseId });
    await releaseCase(ada, { caseId: asked.caseId });
    expect((await rowOf(asked.caseId)).status).toBe('asked');
  });

  test('only who holds it lets it go', async () => {
    const { caseId } = await openCase();
    await claimCase(ada, { caseId });
    expect(await releaseCase(ben, { caseId })).toMatchObject({ code: 'taken' });
    expect((await linesOf(caseId)).at(-1)).toMatchObject({ command: 'case.release', refusal: 'taken', actor: ben.id });
  });
});

describe('case.expireLeases', () => {
  test('frees what has lapsed and nothing else, in the product’s name', async () => {
    const [lapsed, held] = [await openCase(), await openCase()];
    await claimCase(ada, { caseId: lapsed.caseId });
    await claimCase(ada, { caseId: held.caseId });
    await lapse(lapsed.caseId);
    expect(await expireLeases(WORKER, {})).toMatchObject({ ok: true });
    expect(await rowOf(lapsed.caseId)).toMatchObject({ status: 'waiting', claimedBy: null });
    expect(await rowOf(held.caseId)).toMatchObject({ status: 'claimed', claimedBy: ada.id });
    expect((await linesOf(lapsed.caseId)).at(-1)).toMatchObject({ command: 'case.expireLeases', actor: 'worker', says: 'freed the case: the lease lapsed' });
  });

  test('where nothing has lapsed there is nothing to do, and a person may not sweep', async () => {
    await arrange((tx) => tx.update(cases).set({ leaseUntil: Date.now() + HOUR }).where(eq(cases.status, 'claimed')));
    expect(await expireLeases(WORKER, {})).toMatchObject({ code: 'nothing-left' });
    expect(await expireLeases(ada, {})).toMatchObject({ code: 'not-allowed' });
    expect((await linesOf('main')).at(-1)).toMatchObject({ command: 'case.expireLeases', refusal: 'not-allowed' });
  });
});
