import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import type { Tx } from '../../../db/client';
import { cases } from '../../../db/schema';
import { caseChain, entry, type Entry } from '../../audit/entry';
import { aboutOf } from '../../kernel/about';
import { present } from '../../kernel/assert';
import { rfc3339, type Instant } from '../../kernel/instant';
import { announceEach } from '../../kernel/work';
import { calibratedLogOdds, type Policy } from '../../policy/policy';
import type { Assessed } from '../../risk/commands/assess';
import { oddsWords, statedOdds } from '../../risk/words';
import { WORKER } from '../../staff/actor';
import { gateOf } from '../case';
import { openingFor } from '../opening';
import { CLEARED } from '../outcome';
import { priorityOf } from '../priority';
import { settingsInForce } from '../queries/queue-settings';
import { soonerLook } from '../queue-settings';
import { caseOf, keepMove, type CaseRow } from './case-record';
import { insertCase, openedLine, shownOf } from './open-case';
import { routeCases, sharingSettings } from './route-cases';

/** Opens, joins or settles cases by fresh assessments; answers the ledger's lines about them. */
export async function takeUp(tx: Tx, assessed: readonly Assessed[], now: Instant, policy: Policy): Promise<Entry[]> {
  const accounts = assessed.map((one) => one.assessment.account);
  await sharingSettings(tx);
  const { settings } = await settingsInForce(tx);
  const open = new Map((await tx.select().from(cases).where(and(inArray(cases.account, accounts), sql`${cases.status} <> 'settled'`)).orderBy(cases.id).for('update')).map((row) => [row.account, row]));
  const settled = new Map((await tx.selectDistinctOn([cases.account]).from(cases).where(and(inArray(cases.account, accounts), eq(cases.status, 'settled'))).orderBy(cases.account, desc(cases.settledAt))).map((row) => [row.account, row]));
  const entries: Entry[] = [];
  const staked: Staked[] = [];
  for (const one of assessed) {
    const row = open.get(one.assessment.account) ?? null;
    const last = settled.get(one.assessment.account);
    const opening = openingFor(one.assessment, row !== null, last ? { logOdds: last.settledLogOdds ?? last.logOdds, causes: last.causes } : null, policy);
    if (opening.becomes === 'opens') {
      const opened = present(await insertCase(tx, one, now, policy, settings), `case of ${one.assessment.account}`);
      entries.push(openedLine(opened, one, `. ${opening.why}`, one.before));
    } else if (row) {
      const falls = opening.becomes === 'falls-below' && row.drawnWith === null;
      const sooner = soonerLook(settings, { band: caseOf(row).band, stakeUsd: row.stakeUsd }, { band: one.assessment.band, stakeUsd: one.stakeUsd }, now);
      if (falls || sooner !== null || hasMoved(row, one)) entries.push(...(await join(tx, row, one, falls, sooner, now, policy)));
      else if (Math.round(row.stakeUsd) !== Math.round(one.stakeUsd)) staked.push({ row, stakeUsd: one.stakeUsd });
    }
  }
  await keepStakes(tx, staked, policy);
  return [...entries, ...await routeCases(tx, accounts, settings)];
}

const hasMoved = (row: CaseRow, { id, assessment }: Assessed): boolean => row.band !== assessment.band || row.ring !== assessment.ring || row.assessment !== id || Math.abs(row.logOdds - assessment.logOdds) >= 0.05;

/**
 * An open case follows its assessment. One that nobody holds settles by itself once its band falls below review; a held one stays and says so.
 * One drawn by chance was below from the first: only a person ends it.
 */
async function join(tx: Tx, row: CaseRow, one: Assessed, falls: boolean, sooner: Instant | null, now: Instant, policy: Policy): Promise<Entry[]> {
  const { assessment } = one;
  const joined = await keepMove(tx, row, { name: 'join', band: assessment.band, logOdds: assessment.logOdds, ring: assessment.ring, sooner }, WORKER, now, { ...shownOf(one), ...(sooner === null ? {} : { dueSince: now }) }, policy);
  if (!joined.ok) return [];
  const due = joined.row.dueAt === row.dueAt ? [] : [{ field: 'due', was: rfc3339(row.dueAt), now: rfc3339(joined.row.dueAt) }];
  const refs = { case: row.id, account: row.account, assessment: one.id };
  const entries = row.band === assessment.band ? (due.length === 0 ? [] : [entry(caseChain(row.id), 'wants a first look sooner: more is at stake', { refs, changes: due })]) : [entry(caseChain(row.id), `assessed the account anew: ${row.band} became ${assessment.band}`, { refs, changes: [...joined.changes, ...due, { field: 'odds', was: oddsWords(calibratedLogOdds(policy, row.logOdds)), now: oddsWords(statedOdds(assessment)) }] })];
  if (!falls || gateOf(caseOf(joined.row), 'fallBelow', WORKER, now).state === 'locked') return entries;
  const ended = await keepMove(tx, joined.row, { name: 'fallBelow' }, WORKER, now, { outcome: 'fell-below', settledLogOdds: assessment.logOdds }, policy);
  return ended.ok ? [...entries, entry(caseChain(row.id), `settled the case by itself: the evidence no longer calls for a review`, { refs, changes: ended.changes })] : entries;
}

type Staked = { row: CaseRow; stakeUsd: number };

/** What is at stake moves without saying anything new of the account; the order and the cap of a hold go by it all the same. In whole dollars, as it is shown. What somebody writes meanwhile is not stale by it, so it has no version of its own: pages are told without one. */
async function keepStakes(tx: Tx, staked: readonly Staked[], policy: Policy): Promise<void> {
  if (staked.length === 0) return;
  const rows = staked.map(({ row, stakeUsd }) => ({ id: row.id, stake: stakeUsd, priority: priorityOf(caseOf(row), stakeUsd, policy) }));
  await tx.execute(sql`
    update cases set stake_usd = r.stake, priority = r.priority
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id text, stake real, priority float8) where cases.id = r.id`);
  await announceEach(tx, 'queue', staked.map(({ row }) => ({ id: row.id, about: aboutOf(row) })));
}

/** Causes that an earlier case of the account settled in its favour, by account. */
export async function clearedCauses(tx: Tx, accounts: readonly string[]): Promise<Map<string, Set<string>>> {
  const rows = await tx.select({ account: cases.account, causes: cases.causes }).from(cases).where(and(inArray(cases.account, [...accounts]), inArray(cases.outcome, [...CLEARED])));
  const cleared = new Map<string, Set<string>>();
  for (const { account, causes } of rows) {
    const held = cleared.get(account) ?? new Set();
    for (const cause of causes) held.add(cause);
    cleared.set(account, held);
  }
  return cleared;
}
