import { and, asc, desc, eq, inArray, isNull, ne } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../../../db/client';
import { accounts, cases, decisions, ringMembers, rings, standings, waves } from '../../../db/schema';
import { gateOf, type Case } from '../../cases/case';
import { caseName, caseOf, type CaseRow } from '../../cases/commands/case-record';
import { settingsInForce } from '../../cases/queries/queue-settings';
import type { QueueSettings } from '../../cases/queue-settings';
import { workOf } from '../../enrichment/queries/histories';
import { blastOf, NO_BLAST, type Blast } from '../../evidence/blast';
import { newId } from '../../kernel/ids';
import { inEnglish } from '../../kernel/language';
import type { Instant } from '../../kernel/instant';
import { locked } from '../../kernel/moves';
import { query } from '../../kernel/query';
import { refuse } from '../../kernel/refusal';
import { granted } from '../../kernel/result';
import type { Policy } from '../../policy/policy';
import { policyInForce } from '../../policy/queries/policy-in-force';
import type { Assessment } from '../../risk/assessment';
import type { Staff } from '../../staff/actor';
import { decisionOf, recordOf } from '../commands/decision-record';
import { WITHDRAWN_WAVE, withdrawnWaves } from '../commands/wave-record';
import { statusOf } from '../decision';
import { measureNamed } from '../ladder';
import type { Measure } from '../measure';
import { readingWords, type FormField } from '../measure-form';
import { gateInWave } from '../together';
import { carveOutOf, CHOSEN_CARVE_OUTS, TIED_ENOUGH, WAVE_MEASURES, type CarveOut } from '../wave';
import { offerOf } from './case-decisions';
import { coveredDecisions } from './covered-decisions';
import { grantedBefore } from './granted-before';
import { OWN_FIELDS, tell, type Told } from './telling';

/** A member of a ring as a wave would meet it. `leave`: why it is left out unless somebody says otherwise. */
export type PlanLine = {
  account: string; name: string; case: string | null; strength: number; covered: boolean;
  leave: CarveOut | null; why: string;
  /** False where no choice of a person puts it into the decision. */
  free: boolean;
  grounds: readonly string[]; said: readonly string[]; seen: string; blast: Blast;
};
export type WavePlan = {
  lines: readonly PlanLine[];
  measures: readonly { id: string; name: string; hotkey: string; says: string; chosen: boolean; fields: readonly FormField[]; tells: boolean }[];
  carveOuts: readonly { id: string; words: string }[];
  tiedEnough: number;
  /** Id of the wave that the form would begin. */
  wave: string;
};

/** What a measure on a whole ring would do to each of its members, who is left out of it and why, and how much it would touch. */
export const wavePlan = query({
  name: 'ask.tray',
  input: z.object({ ring: z.string().max(80), measure: z.string().max(40).optional().catch(undefined) }),
  async run({ input, actor, now, db }) {
    if (actor.kind !== 'staff') return refuse('not-allowed');
    const [ring] = await db.select().from(rings).where(eq(rings.id, input.ring));
    if (!ring || ring.endedAt !== null) return refuse('not-found', 'There is no such ring.');
    const measure = WAVE_MEASURES.find(({ id }) => id === input.measure) ?? null;
    const [policy, { settings }] = await Promise.all([policyInForce(db), settingsInForce(db)]);
    const members = await db.select({ account: ringMembers.account, strength: ringMembers.strength, name: accounts.name, stakeUsd: accounts.stakeUsd, standing: standings.content, assessment: standings.assessment }).from(ringMembers)
      .leftJoin(accounts, eq(accounts.account, ringMembers.account)).leftJoin(standings, eq(standings.account, ringMembers.account))
      .where(and(eq(ringMembers.ring, ring.id), isNull(ringMembers.leftAt))).orderBy(desc(ringMembers.strength), asc(ringMembers.account));
    const lines: PlanLine[] = [];
    const ids = members.map(({ account }) => account);
    const blasts = await blastsOf(db, ids, policy, now);
    const [open, appealed] = await Promise.all([openCasesOf(db, ids), grantedBefore(db, actor, ids, now)]);
    for (const member of members) {
      const { account } = member;
      const row = open.get(account) ?? null;
      const told = await tellMember(db, { ...member, ring: ring.id, row }, measure, policy, settings, actor, now);
      const carved = carveOutOf({ strength: member.strength, assessment: told.covered ? null : member.standing, decided: told.covered ? null : await inForceOn(db, account, actor, now), appealed: told.covered ? null : (appealed.get(account) ?? null), gate: told.gate });
      lines.push({
        account, name: row?.accountName ?? member.name ?? account, case: row === null ? null : caseName(row), strength: member.strength, covered: told.covered,
        leave: carved?.leave ?? null, why: carved?.words ?? '', free: told.gate.state === 'open', grounds: told.grounds, said: [...told.asked, ...told.said], seen: told.seen, blast: blasts.get(account) ?? NO_BLAST,
      });
    }
    return granted<WavePlan>({
      lines, wave: newId('wave', now), tiedEnough: TIED_ENOUGH,
      carveOuts: Object.entries(CHOSEN_CARVE_OUTS).map(([id, words]) => ({ id, words })),
      measures: WAVE_MEASURES.map((one) => {
        const offer = offerOf(one, 0, policy, [], inEnglish({ zone: null }));
        return { id: one.id, name: one.title, hotkey: one.key, says: one.consequence, chosen: one.id === measure?.id, fields: offer.fields.filter(({ name }) => !OWN_FIELDS.includes(name)), tells: one.notice !== null };
      }),
    });
  },
});

/** What is proposed on one member: everything that `decision.propose` asks for, or the decision that is there already. */
export type ToPropose = { caseId: string | null; ring: string; mine: boolean; version: number; measure: string; fields: Record<string, unknown>; grounds: readonly string[]; statement: string; reason: string; decision: string | null };

/** The next step on one member of a wave that has begun; refused with the reason where it cannot be proposed there. */
export const memberToPropose = query({
  name: 'ask.tray',
  input: z.object({ wave: z.string().max(80), account: z.string().max(200) }),
  async run({ input, actor, now, db }) {
    if (actor.kind !== 'staff') return refuse('not-allowed');
    const [wave] = await db.select().from(waves).where(eq(waves.id, input.wave));
    const chosen = wave?.members.find(({ account, leave }) => account === input.account && leave === null);
    const measure = wave === undefined ? null : measureNamed(wave.measure);
    if (!wave || !chosen || !measure) return refuse('not-found');
    if (wave.proposedBy !== actor.id) return refuse('not-allowed', 'Somebody else began this wave; they go on with it.');
    if ((await withdrawnWaves(db, [wave.id])).has(wave.id)) return refuse('move-closed', WITHDRAWN_WAVE);
    const common = { ring: wave.ring, measure: wave.measure, reason: wave.reason };
    const [made] = await db.select({ id: decisions.id, case: decisions.case }).from(decisions).where(and(eq(decisions.wave, wave.id), eq(decisions.account, input.account)));
    if (made) return granted<ToPropose>({ ...common, caseId: made.case, mine: true, version: 0, fields: {}, grounds: [], statement: '', decision: made.id });
    const [member] = await db.select({ account: ringMembers.account, stakeUsd: accounts.stakeUsd, standing: standings.content, assessment: standings.assessment }).from(ringMembers)
      .leftJoin(accounts, eq(accounts.account, ringMembers.account)).leftJoin(standings, eq(standings.account, ringMembers.account))
      .where(and(eq(ringMembers.ring, wave.ring), eq(ringMembers.account, input.account), isNull(ringMembers.leftAt)));
    if (!member) return refuse('move-closed', 'It has left the ring meanwhile.');
    const row = (await openCasesOf(db, [input.account])).get(input.account) ?? null;
    const told = await tellMember(db, { ...member, ring: wave.ring, row }, measure, await policyInForce(db), (await settingsInForce(db)).settings, actor, now);
    if (told.gate.state === 'locked') return refuse(told.gate.code, told.gate.reason);
    // Nobody is told what nobody has read.
    if (told.seen !== chosen.seen) return refuse('stale', 'Its evidence has changed since the wave began. Decide on it by itself.');
    return granted<ToPropose>({
      ...common, caseId: row?.id ?? null, mine: row !== null && gateOf(caseOf(row), 'propose', actor, now).state === 'open', version: row?.version ?? 0,
      fields: { ...wave.fields, ...told.fields }, grounds: told.grounds, statement: told.statement, decision: null,
    });
  },
});

type Member = { account: string; ring: string; row: CaseRow | null; stakeUsd: number | null; standing: Assessment | null; assessment: string | null };

async function tellMember(db: Database, { account, ring, row, stakeUsd, standing, assessment }: Member, measure: Measure | null, policy: Policy, settings: QueueSettings, actor: Staff, now: Instant): Promise<Told> {
  if (standing === null) return { gate: locked('locked', 'It has not been assessed yet.'), fields: {}, grounds: [], statement: '', asked: [], said: [], seen: '', covered: false };
  return tell(db, { caseId: row?.id ?? null, case: row === null ? toBeOpened(account, ring, standing, now) : caseOf(row), stakeUsd: row?.stakeUsd ?? stakeUsd ?? 0, group: row?.queueGroup ?? '', mark: assessment ?? '' }, measure, gateInWave, policy, settings, actor, now);
}

/** The case that a wave would open on a member that has none. */
function toBeOpened(account: string, ring: string, { band, logOdds }: Assessment, now: Instant): Case {
  return { id: '', account, status: 'waiting', version: 1, openedAt: now, dueAt: now, settledAt: null, claimedBy: null, leaseUntil: null, askedAt: null, askedUntil: null, answeredAt: null, heldUntil: null, wokenBy: null, ring, band, logOdds };
}

async function openCasesOf(db: Database, ids: readonly string[]): Promise<ReadonlyMap<string, CaseRow>> {
  if (ids.length === 0) return new Map();
  return new Map((await db.select().from(cases).where(and(inArray(cases.account, [...ids]), ne(cases.status, 'settled')))).map((row) => [row.account, row]));
}

/** What is in force on the account, the latest, in words; dismissals bind nobody and are left out. Of a wave that this person may still read the rest of blind, not what. */
async function inForceOn(db: Database, account: string, actor: Staff, now: Instant): Promise<string | null> {
  const rows = await db.select().from(decisions).where(eq(decisions.account, account)).orderBy(desc(decisions.proposedAt)).limit(20);
  for (const row of rows) {
    const decision = decisionOf(row);
    if ((measureNamed(decision.measure)?.orders(decision.fields, now).length ?? 0) === 0) continue;
    const { countersignatures, liftings } = await recordOf(db, row.case);
    if (statusOf(decision, countersignatures, liftings, now) === 'confirmed') return (await coveredDecisions(db, actor, [row.id], now)).has(row.id) ? 'a measure' : readingWords(row);
  }
  return null;
}

/** What a measure would touch on each account, as of now. Accounts that never worked are left out. */
async function blastsOf(db: Database, ids: readonly string[], policy: Policy, now: Instant): Promise<ReadonlyMap<string, Blast>> {
  return new Map([...await workOf(db, ids, now, policy)].map(([account, work]) => [account, blastOf(work)]));
}
