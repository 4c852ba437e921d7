import { sql } from 'drizzle-orm';
import type { Tx } from '../../../db/client';
import { caseChain, entry, type Entry } from '../../audit/entry';
import { accountTopic } from '../../kernel/about';
import { announceEach } from '../../kernel/work';
import { groupOfPut, ruleOfPut } from '../queries/queue-settings';
import { groupWords, type QueueSettings } from '../queue-settings';

/** Passes that take up cases hold it together; whoever puts all of them by new settings waits for those that began under the old. */
const SETTINGS = sql`hashtext('countersign queue settings')`;
export const sharingSettings = (tx: Tx): Promise<unknown> => tx.execute(sql`select pg_advisory_xact_lock_shared(${SETTINGS})`);
export const alone = (tx: Tx): Promise<unknown> => tx.execute(sql`select pg_advisory_xact_lock(${SETTINGS})`);

/** Puts the open cases of these accounts into the groups that the rules say, what a person handed on excepted; answers a line for each that moved. */
export async function routeCases(tx: Tx, accounts: readonly string[], settings: QueueSettings): Promise<Entry[]> {
  if (settings.rules.length === 0) return [];
  const { rows } = await tx.execute<{ id: string; account: string; version: number; was: string; is: string; rule: number | null }>(sql`
    with put as (
      select c.id, c.queue_group as was, c.routed_by as by, r.rule, ${groupOfPut(settings)} as grp
      from cases c left join accounts a on a.account = c.account cross join lateral (select ${ruleOfPut(settings)} as rule) r
      where c.status <> 'settled' and c.account = any(${sql.param([...accounts])}::text[]))
    update cases set queue_group = put.grp, routed_by = put.rule from put
    where cases.id = put.id and (put.was <> put.grp or put.by is distinct from put.rule)
    returning cases.id, cases.account, cases.version, put.was, put.grp as is, put.rule`);
  const moved = rows.filter(({ was, is }) => was !== is);
  await announceEach(tx, 'queue', moved.map(({ id, version, account }) => ({ id, version, about: [accountTopic(account)] })));
  return moved.map(({ id, account, was, is, rule }) => entry(caseChain(id), is === '' ? 'left the case to everybody: no rule fits it any more' : `sent the case to ${groupWords(settings, is, rule) ?? is}`, { refs: { case: id, account }, changes: [{ field: 'group', was: was || null, now: is || null }] }));
}
