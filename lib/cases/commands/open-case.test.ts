import { and, eq } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { reading } from '../../../db/client';
import { arrange, linesOf, openRing, policyFor, staffFor } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { cases, ringMembers, standings } from '../../../db/schema';
import { clock } from '../../kernel/clock';
import { HOUR } from '../../kernel/instant';
import type { Staff } from '../../staff/actor';
import { USUAL_SETTINGS } from '../queue-settings';
import { openCaseInRing } from './open-case';

sandbox();
let ada: Staff;
beforeAll(async () => {
  await policyFor();
  ada = await staffFor('moderator', { name: 'Ada' });
});

test('case.open: a member of a ring that has no open case gets one, with what was found of it, and no second one', async () => {
  const { ring, members: [member] } = await openRing(2);
  const { account, caseId } = member!;
  expect(await openCaseInRing(ada, { account, ring })).toMatchObject({ ok: false, code: 'exists', words: expect.stringMatching(/^C-\d+ is open/) });
  await arrange((tx) => tx.update(cases).set({ status: 'settled', settledAt: clock.now(), outcome: 'dismiss' }).where(eq(cases.id, caseId)));
  expect(await openCaseInRing(ada, { account, ring })).toMatchObject({ ok: true, value: { name: expect.stringMatching(/^C-\d+$/) } });
  const [row] = await reading().select().from(cases).where(and(eq(cases.account, account), eq(cases.status, 'waiting')));
  expect(row).toMatchObject({ ring, accountName: 'Mallory Hale', band: expect.any(String), drawnWith: null });
  expect(row!.reasons.length).toBeGreaterThan(0);
  expect(await linesOf(row!.id)).toMatchObject([{ command: 'case.open', actor: ada.id, says: 'opened the case: its ring is decided on', refs: { ring, account } }]);
});

test('a member that is clear gets a case that is due like what is watched', async () => {
  const { ring, members: [member] } = await openRing(2);
  const { account, caseId } = member!;
  await arrange(async (tx) => {
    await tx.update(cases).set({ status: 'settled', settledAt: clock.now(), outcome: 'dismiss' }).where(eq(cases.id, caseId));
    const [row] = await tx.select().from(standings).where(eq(standings.account, account));
    await tx.update(standings).set({ band: 'clear', content: { ...row!.content, band: 'clear' } }).where(eq(standings.account, account));
  });
  expect(await openCaseInRing(ada, { account, ring })).toMatchObject({ ok: true });
  const [row] = await reading().select().from(cases).where(and(eq(cases.account, account), eq(cases.status, 'waiting')));
  expect(row).toMatchObject({ band: 'clear', dueAt: row!.openedAt + USUAL_SETTINGS.dueHours.watch * HOUR });
});

test('case.open is refused for whoever is no member, or no longer one, and to an auditor', async () => {
  const { ring, members: [member] } = await openRing(2);
  const { account, caseId } = member!;
  await arrange((tx) => tx.update(cases).set({ status: 'settled', settledAt: clock.now(), outcome: 'dismiss' }).where(eq(cases.id, caseId)));
  await arrange((tx) => tx.update(ringMembers).set({ leftAt: clock.now() }).where(eq(ringMembers.account, account)));
  expect(await openCaseInRing(ada, { account, ring })).toMatchObject({ code: 'not-found' });
  expect(await openCaseInRing(await staffFor('auditor'), { account, ring })).toMatchObject({ code: 'not-allowed' });
  expect((await linesOf('main')).filter(({ command }) => command === 'case.open').map(({ refusal }) => refusal)).toEqual(['exists', 'not-found', 'not-allowed']);
});
