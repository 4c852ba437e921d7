import { z } from 'zod';
import { policies } from '../../../db/schema';
import { entry } from '../../audit/entry';
import { command, done } from '../../kernel/command';
import { refuse } from '../../kernel/refusal';
import { policySchema } from '../policy';
import { STANDARD_POLICY } from '../standard';
import { lockPolicies } from './draft-record';

/** Puts the standard policy in force on a new installation. */
export const installPolicy = command({
  name: 'policy.install',
  input: z.object({}),
  async run({ actor, now, tx }) {
    await lockPolicies(tx);
    const held = await tx.select({ version: policies.version }).from(policies).limit(1);
    if (held.length > 0) return refuse('nothing-left', 'A policy is in force already.');
    const content = policySchema.parse(STANDARD_POLICY);
    await tx.insert(policies).values({ version: content.version, content, publishedAt: now, publishedBy: actor.id });
    return done({ version: content.version }, entry('main', `put policy ${content.version} in force: ${content.title}`, { refs: { policy: String(content.version) } }));
  },
});
