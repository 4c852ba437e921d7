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
  const rebuilt = await rebuildRarity(OPERATOR, { upTo });
  if (!rebuilt.ok && rebuilt.code !== 'nothing-left') throw new Error(rebuilt.words);
  for (;;) {
    const assessed = await assessAccounts(OPERATOR, { upTo, most: LARGEST_PASS });
    if (!assessed.ok && assessed.code !== 'nothing-left') throw new Error(assessed.words);
    if (!assessed.ok || assessed.value.assessed < LARGEST_PASS) return;
  }
}

/** Assesses every account once, in the order of their ids, as of the platform's instant. */
export async function assessEverything(show: (words: string) => void, accounts?: readonly string[]): Promise<number> {
  let done = 0;
  if (accounts) {
    const assessed = await assessAccounts(OPERATOR, { accounts: [...accounts] });
    if (!assessed.ok) throw new Error(assessed.words);
    return accounts.length;
  }
  const rebuilt = await rebuildRarity(OPERATOR, {});
  if (!rebuilt.ok && rebuilt.code !== 'nothing-left') throw new Error(rebuilt.words);
  for (let after = ''; ;) {
    const page = await accountsAfter(OPERATOR, { after, limit: LARGEST_PASS });
    if (!page.ok) throw new Error(page.words);
    if (page.value.length === 0) return done;
    const assessed = await assessAccounts(OPERATOR, { accounts: page.value });
    if (!assessed.ok) throw new Error(assessed.words);
    done += page.value.length;
    after = page.value.at(-1) ?? after;
    show(`${done.toLocaleString('en-US')} accounts assessed`);
  }
}
