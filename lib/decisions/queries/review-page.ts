import { eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../../../db/client';
import { cases, decisions, exhibitSets } from '../../../db/schema';
import { caseName, caseOf } from '../../cases/commands/case-record';
import { blindView, isIntact, type BlindSet, type ExhibitSet } from '../../evidence/exhibit';
import type { Instant } from '../../kernel/instant';
import { query } from '../../kernel/query';
import { refuse } from '../../kernel/refusal';
import { granted } from '../../kernel/result';
import type { Ground } from '../../policy/policy';
import { policyOf } from '../../policy/queries/policy-in-force';
import { statedOdds } from '../../risk/words';
import { ceilingOf } from '../../risk/rules';
import type { Actor } from '../../staff/actor';
import { decisionName, decisionOf, recordOf, type DecisionRow, type Record } from '../commands/decision-record';
import { isCovered, keptCovered, nobodyLeft, readableBlind, staysCovered } from '../covered';
import { endsAt, groundsInForce, mayCountersign, statusOf, type DecisionStatus } from '../decision';
import { titlesOf } from '../ground';
import { MEASURES } from '../kinds/index';
import { contextOf, gateForMeasure } from '../ladder';
import { formFieldsOf, type FormField } from '../measure-form';
import { workingStaff } from '../../staff/queries/colleagues';
import { grantedBefore } from './granted-before';
import { draftForStaff, signedBy, verdictsOn, type StaffNotice, type Verdicts } from './verdicts';

/** The sealed evidence, and whether it is still what was sealed. */
export type Sealed = { digest: string; intact: boolean; evidence: BlindSet };

/** A measure as a second reader may choose it. Every measure there is stands in the list, whatever was proposed. */
export type Offer = { id: string; title: string; key: string; says: string; locked: string | null; needsGround: boolean; fields: readonly FormField[] };

export type ReviewPage = {
  decision: string;
  /** "D-2318-1": the first decision on the case. */
  name: string;
  case: { id: string; name: string; version: number; dueAt: Instant };
  account: { id: string; name: string | null };
  /** The wave that it is one of: it is read there. */
  wave: string | null;
  /** Since when it waits, or waited. */
  since: Instant;
  /** While it waits: that an appeal has undone the account's last measure, in words. */
  appealed: string | null;
  /** Null where the evidence itself would lead: a reader of another, later proposal on this case sees only that one. */
  sealed: Sealed | null;
  /** The verdicts are covered: this person may still read blind. */
  view: Covered | Open;
  now: Instant;
};

/** `mine`: this very proposal is the one to be read; otherwise another one on the case is, and its page is named. */
export type Covered = { covered: true; mine: true; offers: readonly Offer[]; grounds: readonly Ground[] } | { covered: true; mine: false; other: string };

export type Open = Verdicts & {
  covered: false;
  status: DecisionStatus;
  until: Instant | null;
  /** On which it holds; as proposed until then. */
  grounds: readonly { number: string; title: string }[];
  /** Whose grounds they are, where two people named different ones. */
  signed: string | null;
  /** What the holder is told; null for silent measures. */
  notice: StaffNotice | null;
  /** The odds as they were at sealing, nats. */
  logOdds: number;
  /** Why this person cannot be the second reader, while one is missing. */
  barred: string | null;
  nobodyLeft: boolean;
};

/** One decision that takes two people: blind for whoever may still read it, with both verdicts for everybody else. */
export const reviewPage = query({
  name: 'ask.reviews',
  input: z.object({ decisionId: z.string().max(100) }),
  async run({ input, actor, now, db }) {
    const [found] = await db.select({ decision: decisions, case: cases, exhibits: exhibitSets }).from(decisions)
      .innerJoin(cases, eq(cases.id, decisions.case)).innerJoin(exhibitSets, eq(exhibitSets.id, decisions.exhibits))
      .where(eq(decisions.id, input.decisionId));
    if (!found?.decision.needsSecond) return refuse('not-found');
    const { decision: row, case: of, exhibits } = found;
    const record = await recordOf(db, of.id);
    const kept = decisionOf(row);
    const status = statusOf(kept, record.countersignatures, record.liftings, now);
    const covered = isCovered(actor, record, now);
    // Where another waits to be read blind, its page is the way on: what came to nothing cannot be opened before.
    if (!covered && staysCovered(actor, kept, status, record)) return refuse('conflict', keptCovered(caseName(of)));
    const view = covered ? await coveredView(db, row, of, exhibits.content, record, actor, now) : await openView(db, row, exhibits.content, record, actor, now);
    const sealed = view.covered && !view.mine ? null : { digest: exhibits.digest, intact: isIntact(exhibits.content, exhibits.digest), evidence: blindView(exhibits.content) };
    const appealed = status === 'proposed' ? (await grantedBefore(db, actor, [of.account], now)).get(of.account) : undefined;
    return granted<ReviewPage>({
      decision: row.id, name: decisionName(of, record, row.id), case: { id: of.id, name: caseName(of), version: of.version, dueAt: of.dueAt }, account: { id: of.account, name: of.accountName }, wave: row.wave, since: row.proposedAt, appealed: appealed ?? null, sealed, view, now,
    });
  },
});

async function coveredView(db: Database, row: DecisionRow, of: typeof cases.$inferSelect, set: ExhibitSet, record: Record, actor: Actor, now: Instant): Promise<Covered> {
  const open = readableBlind(actor, record, now);
  if (open !== null && open.id !== row.id) return { covered: true, mine: false, other: open.id };
  const { grounds } = await policyOf(db, Number(row.policyVersion));
  // Judged on the evidence as sealed, so that both people choose among the same measures.
  const context = contextOf(caseOf(of), { ceiling: ceilingOf(set.assessment), hold: null }, now);
  const offers = MEASURES.map((measure): Offer => {
    const gate = gateForMeasure(measure, context);
    return { id: measure.id, title: measure.title, key: measure.key, says: measure.consequence, locked: gate.state === 'locked' ? gate.reason : null, needsGround: measure.leastGrounds > 0, fields: formFieldsOf(measure) };
  });
  return { covered: true, mine: true, offers, grounds };
}

async function openView(db: Database, row: DecisionRow, set: ExhibitSet, record: Record, actor: Actor, now: Instant): Promise<Open> {
  const decision = decisionOf(row);
  const { countersignatures, liftings } = record;
  const touches = record.handsOn(decision);
  const status = statusOf(decision, countersignatures, liftings, now);
  const [verdicts, staff, policy] = await Promise.all([verdictsOn(db, row, countersignatures), workingStaff(db), policyOf(db, Number(row.policyVersion))]);
  const gate = mayCountersign(actor, decision, status, touches);
  const holding = groundsInForce(decision, countersignatures);
  return {
    covered: false, status, until: endsAt(decision, countersignatures), ...verdicts,
    grounds: titlesOf(holding, policy.grounds),
    notice: draftForStaff(row, holding), signed: signedBy(decision, countersignatures),
    logOdds: statedOdds(set.assessment),
    barred: status === 'proposed' && gate.state === 'locked' ? gate.reason : null,
    nobodyLeft: status === 'proposed' && nobodyLeft(staff, decision, touches),
  };
}
