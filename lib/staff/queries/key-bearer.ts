import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { apiKeys } from '../../../db/schema';
import { query } from '../../kernel/query';
import { granted } from '../../kernel/result';
import { refuse } from '../../kernel/refusal';
import type { Actor, Scope } from '../actor';
import { hashOfSecret } from '../api-key';

/** The platform behind an `Authorization: Bearer` header. */
export const keyBearer = query({
  name: 'ask.bearer',
  input: z.object({ authorization: z.string().nullable() }),
  async run({ input, db }) {
    const secret = /^Bearer\s+(\S+)$/i.exec(input.authorization ?? '')?.[1];
    if (!secret) return refuse('not-signed-in', 'Send an API key: Authorization: Bearer csk_…');
    const [key] = await db.select({ id: apiKeys.id, name: apiKeys.name, scopes: apiKeys.scopes }).from(apiKeys)
      .where(and(eq(apiKeys.hash, hashOfSecret(secret)), isNull(apiKeys.revokedAt)));
    if (!key) return refuse('not-signed-in', 'This API key is unknown or revoked.');
    const bearer: Actor = { kind: 'platform', id: key.id, name: key.name, scopes: key.scopes as Scope[] };
    return granted(bearer);
  },
});
