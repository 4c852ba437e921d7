import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '../../../db/client';
import { entry, type Entry } from '../../audit/entry';
import { platformInstant } from '../../enrichment/queries/histories';
import { command, done } from '../../kernel/command';
import { rfc3339, type Instant } from '../../kernel/instant';
import { refuse } from '../../kernel/refusal';
import { plural, toTheSecond } from '../../kernel/words';
import { policyInForce } from '../../policy/queries/policy-in-force';
import { bandChange } from '../../risk/assessment';
import { assessInto } from '../../risk/commands/assess';
import { clearedCauses, takeUp } from './take-up';

/** Accounts of one pass beside living work: enough to make set-based work pay, few enough to keep the transaction short. */
const PASS = 250;
/** Accounts of one pass at most: a replay has nobody waiting, and who is a neighbour of many is read once a pass. */
export const LARGEST_PASS = 5_000;

/** One assessment at a time: links and rings of one pass are whole before the next begins. Also held by an import that replays history. */
export const ASSESSING = sql`hashtext('countersign assess')`;

/**
 * Assesses accounts as of an instant, by default the latest event time received, and takes up, joins or settles their cases.
 * With `accounts` those and no mark is taken, and rings around them are partitioned anew; without, the accounts that wait longest since something new came in.
 */
export const assessAccounts = command({
  name: 'accounts.assess',
  input: z.object({ accounts: z.array(z.string()).max(LARGEST_PASS).optional(), upTo: z.number().optional(), most: z.number().int().min(1).max(LARGEST_PASS).optional() }),
  async run({ input, now, tx }) {
    await tx.execute(sql`select pg_advisory_xact_lock(${ASSESSING})`);
    const marks = input.accounts ? [] : await marksBy(tx, now, input.most ?? PASS);
    const stale = input.accounts ?? marks.map((mark) => mark.account);
    if (stale.length === 0) return refuse('nothing-left', 'No account waits to be assessed.');
    const asOf = input.upTo ?? (await platformInstant(tx, now)) ?? now;
    const policy = await policyInForce(tx);
    const assessed = await assessInto(tx, stale, asOf, policy, (accounts) => clearedCauses(tx, accounts), input.accounts !== undefined);
    const entries: Entry[] = assessed.flatMap(({ assessment, before }) => (before === null && assessment.band === 'clear') || before === assessment.band ? [] : [
      entry('main', `assessed ${assessment.account}: the band ${bandChange(before, assessment.band)} to ${assessment.band}`, { refs: { account: assessment.account }, changes: [{ field: 'band', was: before, now: assessment.band }] }),
    ]);
    entries.push(...(await takeUp(tx, assessed, now, policy)));
    await clear(tx, marks);
    if (input.upTo === undefined) await markAhead(tx, stale, asOf);
    return done({ assessed: stale.length, along: assessed.length - stale.length, asOf }, entry('main', `assessed ${plural(assessed.length, 'account')} as of ${toTheSecond(asOf)}`, { refs: { policy: String(policy.version), asOf: rfc3339(asOf) } }), ...entries);
  },
});

type Mark = { account: string; /** Changes whenever a batch marks the account again. */ version: string };

async function marksBy(tx: Tx, now: Instant, most: number): Promise<Mark[]> {
  const { rows } = await tx.execute<Mark>(sql`
    select account, xmin::text as version from stale_accounts where since <= ${new Date(now).toISOString()}::timestamptz order by since, account limit ${most}`);
  return rows;
}

/**
 * Takes the marks away, as the last act: a batch that comes in meanwhile never waits for a whole pass. A mark that was set again since it
 * was read, or is just being set again, stays: that batch's events may not have been seen.
 */
async function clear(tx: Tx, marks: readonly Mark[]): Promise<void> {
  if (marks.length === 0) return;
  await tx.execute(sql`
    delete from stale_accounts where account in (
      select s.account from unnest(${sql.param(marks.map((mark) => mark.account))}::text[], ${sql.param(marks.map((mark) => mark.version))}::text[]) as m(account, version)
      join stale_accounts s on s.account = m.account and s.xmin::text = m.version for update of s skip locked)`);
}

/** A platform's clock may run ahead by up to a day: what lies ahead of the instant is taken when its time has come. */
async function markAhead(tx: Tx, accounts: readonly string[], asOf: Instant): Promise<void> {
  await tx.execute(sql`
    insert into stale_accounts (account, since)
    select account, min(at) from events where account = any(${sql.param([...accounts])}::text[]) and at > ${new Date(asOf).toISOString()}::timestamptz group by account order by account
    on conflict (account) do update set since = least(stale_accounts.since, excluded.since)`);
}
