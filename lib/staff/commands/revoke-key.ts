import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { apiKeys } from '../../../db/schema';
import { entry } from '../../audit/entry';
import { command, done } from '../../kernel/command';
import { refuse } from '../../kernel/refusal';

/** Ends an API key: the next request with it is refused. */
export const revokeKey = command({
  name: 'key.revoke',
  input: z.object({ id: z.string() }),
  async run({ input, now, tx }) {
    const [key] = await tx.update(apiKeys).set({ revokedAt: now }).where(and(eq(apiKeys.id, input.id), isNull(apiKeys.revokedAt))).returning({ name: apiKeys.name });
    if (!key) return refuse('not-found', 'There is no such key, or it is revoked already.');
    return done(null, entry('main', `revoked the API key ${key.name}`, { refs: { key: input.id }, changes: [{ field: 'access', was: 'open', now: 'closed' }] }));
  },
});
