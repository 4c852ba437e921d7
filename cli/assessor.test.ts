import { afterEach, expect, test, vi } from 'vitest';
import { eventsOf, freshAccount, policyFor } from '../db/factories';
import { sandbox } from '../db/sandbox';
import { receiveEvents } from '../lib/intake/commands/receive-events';
import { clock } from '../lib/kernel/clock';
import { assessmentOf } from '../lib/risk/queries/assessments';
import { OPERATOR } from '../lib/staff/actor';
import { openAssessor } from './assessor';

sandbox();

afterEach(() => vi.unstubAllEnvs());

test('the thread assesses what there is, tells how far it is and ends when it is let go', async () => {
  await policyFor();
  const account = freshAccount();
  await receiveEvents(OPERATOR, { arrivals: eventsOf(account).map((raw, index) => ({ index, raw })) });
  const assessor = openAssessor();
  await assessor.upTo(clock.now());
  expect(await assessmentOf(OPERATOR, { account })).toMatchObject({ ok: true });
  const show = vi.fn();
  await assessor.everything(show);
  expect(show).toHaveBeenCalledWith('1 accounts assessed');
  await assessor.close();
  await expect(assessor.upTo(clock.now())).rejects.toThrow(/ended/);
});

test('what goes wrong on the thread is told in words, each time that it is asked', async () => {
  vi.stubEnv('DATABASE_URL', 'postgresql://countersign@127.0.0.1:1/nowhere');
  const assessor = openAssessor();
  await expect(assessor.upTo(clock.now())).rejects.toThrow(/ECONNREFUSED/);
  await expect(assessor.everything(() => {})).rejects.toThrow(/ECONNREFUSED/);
  await assessor.close();
});
