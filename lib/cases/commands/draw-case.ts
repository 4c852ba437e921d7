import { randomInt } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Tx } from '../../../db/client';
import type { Entry } from '../../audit/entry';
import { DAY, type Instant } from '../../kernel/instant';
import type { Policy } from '../../policy/policy';
import type { Assessment } from '../../risk/assessment';
import { settingsInForce } from '../queries/queue-settings';
import { drawsByChance, placeOfDraw } from '../sample';
import type { CaseRow } from './case-record';
import { insertCase, openedLine } from './open-case';
import { routeCases, sharingSettings } from './route-cases';

/** An account that a person looked at within so many days is not looked at again by chance. */
const RESTS = 180 * DAY;
const CHANCES = 2 ** 40;
const chance = (): number => randomInt(CHANCES) / CHANCES;

type Drawn = { account: string; assessment: string; content: Assessment; name: string | null; stake: number };

/**
 * Now and then the next case is no case of the queue but an account below review, drawn by chance, each as likely as any other: what people
 * find there keeps the labels honest, since the queue only hears of what it already believes. The chance that the draw had of this
 * account is kept with the case, which goes to its group like any other and is handed to whoever asked: were it left to the group, a group with a long queue would
 * thin the sample out. Null where the queue's own next case is to be handed out.
 */
export async function drawCase(tx: Tx, policy: Policy, now: Instant): Promise<{ row: CaseRow; entries: readonly [Entry, ...Entry[]] } | null> {
  if (!drawsByChance(policy.queue.sampleShare, chance())) return null;
  const eligible = sql`
    standings s join accounts a on a.account = s.account
    where s.band in ('clear', 'watch') and a.closed is distinct from 'for_cause'
      and not exists (select 1 from cases c where c.account = s.account and (c.status <> 'settled' or c.settled_at > ${new Date(now - RESTS).toISOString()}::timestamptz))`;
  const { rows: [size] } = await tx.execute<{ n: number }>(sql`select count(*)::float8 as n from ${eligible}`);
  if (!size?.n) return null;
  const { rows: [drawn] } = await tx.execute<Drawn>(sql`
    select s.account, s.assessment, s.content, a.name, a.stake_usd::float8 as stake from ${eligible} order by s.account offset ${placeOfDraw(size.n, chance())} limit 1`);
  if (!drawn) return null;
  const one = { assessment: drawn.content, id: drawn.assessment, name: drawn.name, stakeUsd: drawn.stake };
  await sharingSettings(tx);
  const { settings } = await settingsInForce(tx);
  const row = await insertCase(tx, one, now, policy, settings, 1 / size.n);
  // Somebody opened a case on it in this very moment: the queue goes on as usual.
  if (!row) return null;
  const opened = openedLine(row, one, `: drawn by chance from ${size.n} accounts below review, to keep the labels honest`, null);
  return { row, entries: [opened, ...await routeCases(tx, [drawn.account], settings)] };
}
