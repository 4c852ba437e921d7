import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { platformPages } from '../../../db/schema';
import { entry } from '../../audit/entry';
import { command, done } from '../../kernel/command';
import { refuse } from '../../kernel/refusal';
import { NO_PAGES, objectionTo, pagesText, PLATFORM_KINDS, type PlatformPages } from '../platform-page';

const pattern = z.string().trim().default('').superRefine((value, context) => {
  const objection = value === '' ? null : objectionTo(value);
  if (objection !== null) context.addIssue({ code: 'custom', message: objection });
});

/** Says where the platform's own pages of accounts, contracts and clients are. Whatever is left empty leads nowhere from then on. */
export const setPlatformPages = command({
  name: 'pages.set',
  input: z.object({ account: pattern, contract: pattern, client: pattern, /** As the form showed them (`pagesText`); absent, whatever they are now is replaced. */ shown: z.string().max(2_000).optional() }),
  async run({ input, actor, now, tx }) {
    await tx.execute(sql`lock table ${platformPages} in share row exclusive mode`);
    const held = new Map((await tx.select().from(platformPages)).map((row) => [row.kind, row.pattern]));
    const before: PlatformPages = { ...NO_PAGES, ...Object.fromEntries(held) };
    if (input.shown !== undefined && input.shown !== pagesText(before)) return refuse('stale');
    const wanted: PlatformPages = Object.fromEntries(PLATFORM_KINDS.map((kind) => [kind, input[kind] === '' ? null : input[kind]])) as PlatformPages;
    const changes = PLATFORM_KINDS.flatMap((kind) => (wanted[kind] === before[kind] ? [] : [{ field: kind, was: before[kind], now: wanted[kind] }]));
    if (changes.length === 0) return refuse('invalid', 'Nothing would change.');
    for (const { field: kind, now: kept } of changes) {
      const row = { pattern: kept, changedAt: now, changedBy: actor.id };
      await tx.insert(platformPages).values({ kind, ...row }).onConflictDoUpdate({ target: platformPages.kind, set: { ...row, version: sql`${platformPages.version} + 1` } });
    }
    return done(wanted, entry('main', 'said where the platform’s own pages are', { changes }));
  },
});
