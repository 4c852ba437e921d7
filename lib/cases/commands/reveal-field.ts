import { and, desc, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '../../../db/client';
import { cases, contacts, events } from '../../../db/schema';
import { caseChain, entry } from '../../audit/entry';
import { command, done } from '../../kernel/command';
import { text } from '../../kernel/input';
import { MINUTE } from '../../kernel/instant';
import { refuse } from '../../kernel/refusal';
import { open } from '../../kernel/secrets';
import { keepTouch } from './case-record';

/** Fields that are held back until somebody says what they need them for. */
export const REVEALED = { 'legal-name': 'legal name', email: 'e-mail', address: 'latest address' } as const;
export type RevealedField = keyof typeof REVEALED;
const FIELDS = Object.keys(REVEALED) as [RevealedField, ...RevealedField[]];

/** For how long the page shows what was revealed. */
export const SHOWN_FOR = 5 * MINUTE;

/** Reveals one masked field for a stated purpose. The purpose goes into the ledger, the value nowhere: it is in the answer alone. */
export const revealField = command({
  name: 'account.reveal',
  input: z.object({ caseId: z.string(), field: z.enum(FIELDS, { error: 'Choose what is revealed.' }), purpose: text('Say what you need it for, in a few words.', { min: 10, max: 500 }) }),
  chain: ({ caseId }) => caseChain(caseId),
  async run({ input, actor, now, tx }) {
    const [row] = await tx.select({ id: cases.id, account: cases.account }).from(cases).where(eq(cases.id, input.caseId));
    if (!row) return refuse('not-found');
    const value = await READ[input.field](tx, row.account);
    if (value === null) return refuse('not-found', 'The platform has not told it, or it has been blanked since.');
    await keepTouch(tx, row.id, actor, 'revealed', now);
    return done({ field: input.field, value, until: now + SHOWN_FOR }, entry(caseChain(row.id), `revealed the ${REVEALED[input.field]} for: ${input.purpose}`, { refs: { case: row.id, account: row.account, field: input.field } }));
  },
});

const READ: Readonly<Record<RevealedField, (tx: Tx, account: string) => Promise<string | null>>> = {
  'legal-name': async (tx, account) => {
    const [row] = await tx.select({ name: sql<string | null>`${events.data}->>'legalName'` }).from(events)
      .where(and(eq(events.account, account), inArray(events.type, ['account.registered', 'account.changed']), sql`coalesce(${events.data}->>'legalName', '') <> ''`)).orderBy(desc(events.at), desc(events.id)).limit(1);
    return row?.name ?? null;
  },
  email: async (tx, account) => {
    const [row] = await tx.select({ email: contacts.email }).from(contacts).where(eq(contacts.account, account));
    return row ? open('contacts', row.email) : null;
  },
  address: async (tx, account) => {
    const [row] = await tx.select({ ip: events.ip }).from(events).where(and(eq(events.account, account), eq(events.type, 'session.seen'), isNotNull(events.ip))).orderBy(desc(events.at), desc(events.id)).limit(1);
    return row?.ip ?? null;
  },
};
