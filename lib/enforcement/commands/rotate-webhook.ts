import { randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { webhooks } from '../../../db/schema';
import { entry } from '../../audit/entry';
import { command, done } from '../../kernel/command';
import { refuse } from '../../kernel/refusal';
import { seal } from '../../kernel/secrets';
import { secretOf } from '../signature';

/** Brings a new secret into use beside the old one; rotated again, the older of the two ends. */
export const rotateWebhook = command({
  name: 'webhook.rotate',
  input: z.object({ id: z.string() }),
  async run({ input, tx }) {
    const [held] = await tx.select().from(webhooks).where(eq(webhooks.id, input.id)).for('update');
    if (!held) return refuse('not-found');
    const secret = secretOf(randomBytes(32));
    await tx.update(webhooks).set({ secrets: [seal('webhook-secrets', secret), ...held.secrets.slice(0, 1)], version: held.version + 1 }).where(eq(webhooks.id, held.id));
    return done({ id: held.id, secret }, entry('main', 'brought a new webhook secret into use', { refs: { webhook: held.id }, changes: [{ field: 'secrets in use', was: String(held.secrets.length), now: String(Math.min(2, held.secrets.length + 1)) }] }));
  },
});
