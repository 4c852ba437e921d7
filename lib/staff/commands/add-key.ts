import { z } from 'zod';
import { apiKeys } from '../../../db/schema';
import { entry } from '../../audit/entry';
import { command, done } from '../../kernel/command';
import { newId } from '../../kernel/ids';
import { text } from '../../kernel/input';
import { SCOPES } from '../actor';
import { hashOfSecret, newSecret } from '../api-key';

/** Makes an API key. The secret is in the answer and nowhere else. */
export const addKey = command({
  name: 'key.add',
  input: z.object({
    name: text('Name the system that will use the key.', { max: 100 }),
    scopes: z.array(z.enum(SCOPES)).min(1, 'Choose at least one scope.'),
  }),
  async run({ input, actor, now, tx }) {
    const id = newId('key', now);
    const secret = newSecret();
    const scopes = [...new Set(input.scopes)].sort();
    await tx.insert(apiKeys).values({ id, name: input.name, hash: hashOfSecret(secret), scopes, createdAt: now, createdBy: actor.id });
    return done({ id, name: input.name, scopes, secret }, entry('main', `made the API key ${input.name}`, {
      refs: { key: id },
      changes: [{ field: 'scopes', was: null, now: scopes.join(', ') }],
    }));
  },
});
