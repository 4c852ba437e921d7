import { expect, test } from 'vitest';
import { reading } from '../../../db/client';
import { linesOf, staffFor } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { policies } from '../../../db/schema';
import { OPERATOR } from '../../staff/actor';
import { policyInForce } from '../queries/policy-in-force';
import { STANDARD_POLICY } from '../standard';
import { installPolicy } from './install-policy';

sandbox();

test('policy.install: a new installation begins with the standard policy, once, from however many processes', async () => {
  expect((await installPolicy(await staffFor('admin'), {})).ok).toBe(false);
  await expect(policyInForce(reading())).rejects.toThrow('policy in force');
  const all = await Promise.all(Array.from({ length: 5 }, () => installPolicy(OPERATOR, {})));
  expect(all.map((one) => (one.ok ? 'done' : one.code)).sort()).toEqual(['done', 'nothing-left', 'nothing-left', 'nothing-left', 'nothing-left']);
  expect(await reading().select().from(policies)).toMatchObject([{ version: 1, publishedBy: 'terminal' }]);
  expect(await policyInForce(reading())).toEqual(STANDARD_POLICY);
  const lines = (await linesOf('main')).filter((line) => line.command === 'policy.install');
  expect(lines.find((line) => line.refusal === null)).toMatchObject({ says: 'put policy 1 in force: Standard policy', refs: { policy: '1' } });
  expect(lines.map((line) => line.refusal).filter((code) => code !== null)).toEqual(['not-allowed']);
});

test('policy.install: a second start of the product leaves no line', async () => {
  const before = (await linesOf('main')).length;
  expect(await installPolicy(OPERATOR, {})).toMatchObject({ code: 'nothing-left' });
  expect((await linesOf('main')).length).toBe(before);
});
