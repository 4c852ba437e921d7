import { and, eq, isNull, ne } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '../../../db/client';
import { accounts, cases, ringMembers, standings } from '../../../db/schema';
import { caseChain, entry, type Change } from '../../audit/entry';
import { aboutOf } from '../../kernel/about';
import { present } from '../../kernel/assert';
import { command, done } from '../../kernel/command';
import { newId } from '../../kernel/ids';
import type { Instant } from '../../kernel/instant';
import { refuse } from '../../kernel/refusal';
import { announce } from '../../kernel/work';
import type { Policy } from '../../policy/policy';
import { policyInForce } from '../../policy/queries/policy-in-force';
import type { Assessment } from '../../risk/assessment';
import { causesOf } from '../../risk/cause';
import { heaviest, oddsWords, statedOdds } from '../../risk/words';
import { priorityOf } from '../priority';
import { settingsInForce } from '../queries/queue-settings';
import { dueAt, type QueueSettings } from '../queue-settings';
import { caseName, type CaseRow } from './case-record';
import { routeCases, sharingSettings } from './route-cases';

/** What a case is opened upon: an assessment as it is kept, and what lists show of the account. */
export type Opened = { assessment: Assessment; id: string; name: string | null; stakeUsd: number };

/** What a case shows of its assessment. */
export function shownOf({ assessment, id, name, stakeUsd }: Opened) {
  return { assessment: id, causes: causesOf(assessment), reasons: heaviest(assessment.findings).slice(0, 3).map(({ family, title }) => ({ family, words: title })), stakeUsd, accountName: name };
}

/** A new case, of which nobody else knows yet; null where somebody opened one on the account in this very moment. */
export async function insertCase(tx: Tx, one: Opened, now: Instant, policy: Policy, settings: QueueSettings, drawnWith: number | null = null): Promise<CaseRow | null> {
  const { assessment } = one;
  const id = newId('case', now);
  const [opened] = await tx.insert(cases).values({
    id, account: assessment.account, status: 'waiting', band: assessment.band, logOdds: assessment.logOdds, ring: drawnWith === null ? assessment.ring : null, openedAt: now,
    // What no evidence opened, for its ring or by chance, is looked at like what is watched.
    dueAt: present(dueAt(settings, drawnWith === null && assessment.band !== 'clear' ? assessment.band : 'watch', one.stakeUsd, now), 'due time of a case'), priority: priorityOf({ logOdds: assessment.logOdds, openedAt: now, wokenBy: null }, one.stakeUsd, policy), drawnWith, ...shownOf(one),
  }).onConflictDoNothing().returning();
  if (!opened) return null;
  await announce(tx, 'queue', id, 1, aboutOf(opened));
  return opened;
}

/** The first line of a case. */
export const openedLine = (row: CaseRow, one: Opened, why: string, before: string | null, refs: Record<string, string> = {}) => entry(caseChain(row.id), `opened the case${why}`, { refs: { case: row.id, account: row.account, assessment: one.id, ...refs }, changes: openedChanges(one.assessment, before) });

const openedChanges = (assessment: Assessment, before: string | null): Change[] => [{ field: 'band', was: before, now: assessment.band }, { field: 'odds', was: null, now: oddsWords(statedOdds(assessment)) }];

/** Opens a case on a member of a ring that has none, because somebody decides on its ring. */
export const openCaseInRing = command({
  name: 'case.open',
  input: z.object({ account: z.string().max(200), ring: z.string().max(80) }),
  async run({ input, now, tx }) {
    const [member] = await tx.select({ strength: ringMembers.strength }).from(ringMembers).where(and(eq(ringMembers.account, input.account), eq(ringMembers.ring, input.ring), isNull(ringMembers.leftAt)));
    if (!member) return refuse('not-found', 'It is not in this ring any more.');
    const [open] = await tx.select({ number: cases.number }).from(cases).where(and(eq(cases.account, input.account), ne(cases.status, 'settled')));
    if (open) return refuse('exists', `${caseName(open)} is open on it already.`);
    const [standing] = await tx.select({ assessment: standings.content, id: standings.assessment, name: accounts.name, stakeUsd: accounts.stakeUsd }).from(standings).leftJoin(accounts, eq(accounts.account, standings.account)).where(eq(standings.account, input.account));
    if (!standing) return refuse('move-closed', 'It has not been assessed yet.');
    const one = { ...standing, assessment: { ...standing.assessment, ring: input.ring }, stakeUsd: standing.stakeUsd ?? 0 };
    await sharingSettings(tx);
    const { settings } = await settingsInForce(tx);
    const row = await insertCase(tx, one, now, await policyInForce(tx), settings);
    if (!row) return refuse('exists', 'A case was opened on it a moment ago.');
    return done({ caseId: row.id, name: caseName(row) }, openedLine(row, one, ': its ring is decided on', null, { ring: input.ring }), ...await routeCases(tx, [input.account], settings));
  },
});
