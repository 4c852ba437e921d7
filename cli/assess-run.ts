import pg from 'pg';
import { connection } from '@/db/client';
import { assessAccounts, LARGEST_PASS } from '@/lib/cases/commands/assess-accounts';
import { accountsAfter } from '@/lib/risk/queries/accounts';
import { rebuildRarity } from '@/lib/links/commands/rebuild-rarity';
import type { Instant } from '@/lib/kernel/instant';
import { OPERATOR } from '@/lib/staff/actor';

/** Keeps a running worker from assessing while history is replayed: it would look at accounts with a later instant. */
export async function holdAssessments(): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: connection().url, application_name: 'countersign replay' });
  await client.connect();
  await client.query(`select pg_advisory_lock(hashtext('countersign replay'))`);
  return async () => { await client.end(); };
}

/** Assesses whatever is new, as of the end of a period of history. */
export async function assessUpTo(upTo: Instant): Promise<void> {
  await countAnew({ upTo });
  for (;;) {
    const assessed = await assessAccounts(OPERATOR, { upTo, most: LARGEST_PASS });
    if (!assessed.ok && assessed.code !== 'nothing-left') throw new Error(assessed.words);
    if (!assessed.ok || assessed.value.assessed < LARGEST_PASS) break;
  }
  if (await countAnew({ upTo, first: true })) await everyAccount(() => {}, upTo);
}

/** Assesses every account once, in the order of their ids, as of the platform's instant. */
export async function assessEverything(show: (words: string) => void, accounts?: readonly string[]): Promise<number> {
  if (accounts) {
    const assessed = await assessAccounts(OPERATOR, { accounts: [...accounts] });
    if (!assessed.ok) throw new Error(assessed.words);
    return accounts.length;
  }
  await countAnew({});
  const done = await everyAccount(show);
  return (await countAnew({ first: true })) ? everyAccount((words) => show(`${words} again, now that it is known what is common`)) : done;
}

/**
 * Builds the frequency tables where they are due; answers whether. The accounts of the first passes are met before anything can be counted of
 * them: with `first`, tables that never stood are built after those, and what the accounts show is weighed once more.
 */
async function countAnew(input: { upTo?: Instant; first?: boolean }): Promise<boolean> {
  const rebuilt = await rebuildRarity(OPERATOR, input);
  if (!rebuilt.ok && rebuilt.code !== 'nothing-left') throw new Error(rebuilt.words);
  return rebuilt.ok;
}

async function everyAccount(show: (words: string) => void, upTo?: Instant): Promise<number> {
  let done = 0;
  for (let after = ''; ;) {
    const page = await accountsAfter(OPERATOR, { after, limit: LARGEST_PASS });
    if (!page.ok) throw new Error(page.words);
    if (page.value.length === 0) return done;
    const assessed = await assessAccounts(OPERATOR, { accounts: page.value, upTo });
    if (!assessed.ok) throw new Error(assessed.words);
    done += page.value.length;
    after = page.value.at(-1) ?? after;
    show(`${done.toLocaleString('en-US')} accounts assessed`);
  }
}
