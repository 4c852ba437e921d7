import { eq, inArray } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { reading } from '../../../db/client';
import { arrange, castFor, policyFor, staffFor, versionOf } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { cases, staff, touches } from '../../../db/schema';
import type { CastName } from '../../../db/cast';
import { readableReviews } from '../../insights/queries/inbox-lines';
import { clock } from '../../kernel/clock';
import { DAY } from '../../kernel/instant';
import { WORKER, type Staff } from '../../staff/actor';
import { countersignDecision } from '../commands/countersign-decision';
import { must } from '../commands/decided.fixture';
import { proposedWave } from '../commands/wave.fixture';
import { proposedBy, type Proposed } from '../proposed.fixture';
import { openProposals } from './open-proposals';
import { nextReview, readings, reviews, type ReviewRow } from './reviews';

sandbox();

let cast: Record<CastName, Staff>;
beforeAll(async () => {
  await policyFor();
  cast = await castFor();
});

async function rowFor(viewer: Staff, proposed: Proposed): Promise<ReviewRow | undefined> {
  const listed = await reviews(viewer, { limit: 100 });
  if (!listed.ok) throw new Error(listed.words);
  return listed.value.rows.find((row) => row.decision === proposed.decision);
}

const touched = (by: Staff, where: Proposed, how: string) => arrange((tx) => tx.insert(touches).values({ case: where.caseId, staff: by.id, how, at: clock.now() }));

test('the list says who, since when, until when and what was sealed, and nothing of the proposal', async () => {
  const proposed = await proposedBy(cast.ada);
  const row = await rowFor(cast.cleo, proposed);
  expect(Object.keys(row!).sort()).toEqual(['account', 'barred', 'caseName', 'decision', 'digest', 'dueAt', 'nobodyLeft', 'since', 'wave']);
  expect(row).toMatchObject({ account: { id: proposed.account, name: 'Mallory Hale' }, digest: proposed.digest, barred: null, nobodyLeft: false });
  expect(JSON.stringify(row)).not.toMatch(/closure|Ada|reply came|38 minutes|2\.3/);
});

test('whoever cannot take it reads why', async () => {
  const proposed = await proposedBy(cast.iris);
  expect((await rowFor(cast.iris, proposed))?.barred).toBe('You proposed this; somebody else has to countersign it.');
  expect((await rowFor(cast.ben, proposed))?.barred).toBe('Only an admin countersigns.');
  expect((await rowFor(cast.dov, proposed))?.barred).toBe('Only an admin countersigns.');
  await touched(cast.cleo, proposed, 'noted');
  expect((await rowFor(cast.cleo, proposed))?.barred).toContain('wrote a note on it');
});

test('when the last independent person is missing the list says so, until somebody new is there', async () => {
  const proposed = await proposedBy(cast.iris);
  expect((await rowFor(cast.cleo, proposed))?.nobodyLeft).toBe(false);
  await touched(cast.cleo, proposed, 'noted');
  expect((await rowFor(cast.iris, proposed))?.nobodyLeft).toBe(true);
  const zoe = await staffFor('admin', { name: 'Zoe' });
  expect(await rowFor(zoe, proposed)).toMatchObject({ nobodyLeft: false, barred: null });
  await arrange((tx) => tx.update(staff).set({ disabledAt: clock.now() }).where(eq(staff.id, zoe.id)));
  expect((await rowFor(cast.iris, proposed))?.nobodyLeft).toBe(true);
});

test('pages follow each other without gap or repetition, and end', async () => {
  await proposedBy(cast.ada);
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const page = await reviews(cast.cleo, { limit: 2, after });
    if (!page.ok) throw new Error(page.words);
    seen.push(...page.value.rows.map((row) => row.decision));
    after = page.value.next;
  } while (after !== null);
  const all = await reviews(cast.cleo, { limit: 100, after: 'not a place' });
  expect(seen).toEqual(all.ok && all.value.rows.map((row) => row.decision));
  expect(seen.length).toBeGreaterThan(2);
});

test('a wave takes one place however many it is of, and hides nothing that is due after it', async () => {
  const made = await proposedWave(3, cast.ada);
  await arrange((tx) => tx.update(cases).set({ dueAt: clock.now() - 300 * DAY }).where(inArray(cases.id, made.members.map(({ caseId }) => caseId))));
  const after = await proposedBy(cast.ada);
  await arrange((tx) => tx.update(cases).set({ dueAt: clock.now() - 200 * DAY }).where(eq(cases.id, after.caseId)));
  expect((await openProposals(reading(), Date.now(), 2)).map(({ decision }) => decision.wave ?? decision.id)).toEqual([made.wave, after.decision]);
  const first = must(await reviews(cast.cleo, { limit: 1 }));
  expect(first.rows).toMatchObject([{ wave: { id: made.wave, size: 3 } }]);
  expect(must(await reviews(cast.cleo, { limit: 1, after: first.next })).rows).toMatchObject([{ decision: after.decision, wave: null }]);
  expect((await readableReviews(reading(), cast.cleo, Date.now())).slice(0, 2)).toEqual([first.rows[0]!.decision, after.decision]);
});

test('a committed reading leaves the list and stands among those made, without its content', async () => {
  const proposed = await proposedBy(cast.ada);
  expect(await countersignDecision(cast.cleo, { decisionId: proposed.decision, version: await versionOf({ decision: proposed.decision }), measure: 'suspension', fields: { days: 30 }, grounds: ['2.3'], words: 'One thing is not answered.' })).toMatchObject({ ok: true });
  expect(await rowFor(cast.iris, proposed)).toBeUndefined();
  const made = await readings(cast.iris, { limit: 10 });
  const row = made.ok ? made.value.rows.find((one) => one.decision === proposed.decision) : undefined;
  expect(row).toMatchObject({ agrees: false, account: { id: proposed.account } });
  expect(JSON.stringify(row)).not.toMatch(/closure|suspension|Ada|Cleo|answered/i);
});

test('machines and visitors are not answered', async () => {
  expect(await reviews(WORKER, { limit: 5 })).toMatchObject({ ok: false, code: 'not-allowed' });
  expect(await reviews({ kind: 'visitor', id: 'visitor' }, { limit: 5 })).toMatchObject({ ok: false, code: 'not-signed-in' });
});

test('the next review is the first due that is free for this person, a wave as one', async () => {
  const [own, free] = [await proposedBy(cast.cleo), await proposedBy(cast.ada)];
  const dueBefore = (where: Proposed, days: number) => arrange((tx) => tx.update(cases).set({ dueAt: clock.now() - days * DAY }).where(eq(cases.id, where.caseId)));
  await dueBefore(own, 900);
  await dueBefore(free, 800);
  expect(must(await nextReview(cast.cleo, {}))).toEqual({ decision: free.decision, wave: null });
  await touched(cast.cleo, free, 'noted');
  const made = await proposedWave(3, cast.ada);
  await arrange((tx) => tx.update(cases).set({ dueAt: clock.now() - 700 * DAY }).where(inArray(cases.id, made.members.map(({ caseId }) => caseId))));
  expect(must(await nextReview(cast.cleo, {}))).toMatchObject({ wave: made.wave });
  expect(must(await nextReview(cast.ben, {}))).toBeNull();
});
