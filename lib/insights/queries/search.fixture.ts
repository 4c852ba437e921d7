import { arrange, policyFor, staffFor } from '../../../db/factories';
import { links } from '../../../db/schema';
import { must } from '../../decisions/commands/decided.fixture';
import type { Staff } from '../../staff/actor';
import { search } from './search';

let ada: Staff;

/** Who asks in the tests of the search, with a policy in force. */
export async function asker(): Promise<Staff> {
  await policyFor();
  ada = await staffFor('moderator', { name: 'Ada' });
  return ada;
}

export const ask = async (q: string) => must(await search(ada, { q }));
export const find = async (q: string) => (await ask(q)).found;

export const shows = (account: string, kind: string, digest: string) => arrange((tx) => tx.insert(links).values({ kind, digest, account, firstAt: 0, lastAt: 0, days: 1 }));
