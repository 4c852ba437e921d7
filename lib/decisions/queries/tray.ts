import { and, asc, eq, inArray, ne } from 'drizzle-orm';
import { z } from 'zod';
import { accounts, cases, trays } from '../../../db/schema';
import { gateOf } from '../../cases/case';
import { caseName, caseOf, type CaseRow } from '../../cases/commands/case-record';
import { settingsInForce } from '../../cases/queries/queue-settings';
import { newId } from '../../kernel/ids';
import { inEnglish } from '../../kernel/language';
import type { Instant } from '../../kernel/instant';
import { locked, type Gate } from '../../kernel/moves';
import { query } from '../../kernel/query';
import { refuse } from '../../kernel/refusal';
import { granted } from '../../kernel/result';
import { boundedLogOdds } from '../../policy/policy';
import { policyInForce } from '../../policy/queries/policy-in-force';
import type { Band } from '../../risk/assessment';
import { MEASURES } from '../kinds';
import type { Measure } from '../measure';
import type { FormField } from '../measure-form';
import { gateForQueue } from '../ladder';
import { gateTogether } from '../together';
import { offerOf } from './case-decisions';
import { grantedBefore } from './granted-before';
import { OWN_FIELDS, tell, type Subject } from './telling';

/** Measures that one person takes: only they are taken on several cases in a row. */
const ALONE: readonly Measure[] = MEASURES.filter((measure) => measure.countersigned({ now: 0, ring: null, ceiling: null, heard: true, asked: null, hold: null }) === null);
/** As many reasons as the queue shows. */
const MOST_REASONS = 3;
/** Where no case is in sight, nothing is said to anybody. */
const ANYBODY = inEnglish({ zone: null });
const subjectOf = (row: CaseRow): Subject => ({ caseId: row.id, case: caseOf(row), stakeUsd: row.stakeUsd, group: row.queueGroup, mark: row.version });

export type TrayLine = {
  account: string; name: string; caseId: string | null; case: string | null; band: Band | null;
  /** The odds by the policy's calibration, what speaks strongest for them, and the money at stake; null where there is no case, or it is covered from the reader. */
  why: { logOdds: number; reasons: readonly string[]; stakeUsd: number } | null;
  /** Whether the chosen measure may be taken here; what it would say, where it may. */
  gate: Gate; grounds: readonly string[]; /** Its questions to the holder. */ asked: readonly string[]; said: readonly string[];
  /** Digest of the case and of what the measure would say, as they are shown. */
  seen: string;
  mine: boolean;
  /** That an appeal has undone the account's last measure, in words. */
  appealed: string | null;
};
export type TrayPage = {
  lines: readonly TrayLine[];
  measures: readonly { id: string; name: string; hotkey: string; says: string; chosen: boolean; /** Asked once, for all. */ fields: readonly FormField[]; tells: boolean; needsReason: boolean }[];
  /** Under which everything that is done together is entered. */
  together: string;
  now: Instant;
};

/** One's own tray, with what a measure would do to each account in it, or why it may not be taken there. */
export const trayPage = query({
  name: 'ask.tray',
  input: z.object({ measure: z.string().max(40).optional().catch(undefined) }),
  async run({ input, actor, now, db }) {
    if (actor.kind !== 'staff') return refuse('not-allowed');
    const lying = await db.select({ account: trays.account, name: accounts.name }).from(trays).leftJoin(accounts, eq(accounts.account, trays.account)).where(eq(trays.staff, actor.id)).orderBy(asc(trays.addedAt), asc(trays.account));
    const ids = lying.map(({ account }) => account);
    const open = ids.length === 0 ? [] : await db.select().from(cases).where(and(inArray(cases.account, ids), ne(cases.status, 'settled')));
    const [policy, { settings }, appealed] = await Promise.all([policyInForce(db), settingsInForce(db), grantedBefore(db, actor, ids, now)]);
    // Not offered where not one of these cases may have it; a hold is renewed on the case itself.
    const offered = ALONE.filter((measure) => open.length === 0 || open.some((row) => gateForQueue(measure, { hold: null, queue: { group: row.queueGroup, settings } }, actor).state === 'open'));
    const chosen = offered.find(({ id }) => id === input.measure) ?? null;
    const lines: TrayLine[] = [];
    for (const { account, name } of lying) {
      const row = open.find((one) => one.account === account);
      const told = row === undefined ? { gate: locked('move-closed', 'It has no open case.'), grounds: [], asked: [], said: [], seen: '', covered: false } : await tell(db, subjectOf(row), chosen, gateTogether, policy, settings, actor, now);
      lines.push({
        account, name: row?.accountName ?? name ?? account, caseId: row?.id ?? null, case: row === undefined ? null : caseName(row), band: row === undefined || told.covered ? null : (row.band as Band),
        why: row === undefined || told.covered ? null : { logOdds: boundedLogOdds(policy, row.logOdds), reasons: row.reasons.slice(0, MOST_REASONS).map(({ words }) => words), stakeUsd: row.stakeUsd },
        gate: told.gate, grounds: told.grounds, asked: told.asked, said: told.said, seen: told.seen, mine: row !== undefined && gateOf(caseOf(row), 'propose', actor, now).state === 'open',
        appealed: told.covered ? null : (appealed.get(account) ?? null),
      });
    }
    return granted<TrayPage>({
      lines, together: newId('together', now), now,
      measures: offered.map((measure) => {
        const offer = offerOf(measure, 0, policy, [], ANYBODY);
        return { id: measure.id, name: measure.title, hotkey: measure.key, says: measure.consequence, chosen: measure.id === chosen?.id, fields: offer.fields.filter(({ name }) => !OWN_FIELDS.includes(name)), tells: measure.notice !== null, needsReason: offer.needsReason };
      }),
    });
  },
});

/** What is proposed on one case among many: its own grounds, sentences, questions and amounts, with the version it was read at. */
export type Together = { caseId: string; version: number; mine: boolean; fields: Record<string, unknown>; grounds: readonly string[]; statement: string };

/** What the case brings to a measure that is taken on several in a row; refused with the reason where it may not be taken here, or where it is no longer what was shown. */
export const togetherOn = query({
  name: 'ask.tray',
  input: z.object({ caseId: z.string().max(100), measure: z.string().max(40), /** As the tray showed it. */ seen: z.string().max(64) }),
  async run({ input, actor, now, db }) {
    const measure = ALONE.find(({ id }) => id === input.measure);
    const [row] = await db.select().from(cases).where(eq(cases.id, input.caseId));
    if (!row || actor.kind !== 'staff') return refuse('not-found');
    if (!measure) return refuse('invalid', 'Choose a measure that one person takes.', { measure: 'Choose a measure that one person takes.' });
    const told = await tell(db, subjectOf(row), measure, gateTogether, await policyInForce(db), (await settingsInForce(db)).settings, actor, now);
    if (told.gate.state === 'locked') return refuse(told.gate.code, told.gate.reason);
    // Nobody is told what nobody has read.
    if (told.seen !== input.seen) return refuse('stale', 'It has changed since it was shown here. Look at the tray again.');
    return granted<Together>({ caseId: row.id, version: row.version, mine: gateOf(caseOf(row), 'propose', actor, now).state === 'open', fields: told.fields, grounds: told.grounds, statement: told.statement });
  },
});
