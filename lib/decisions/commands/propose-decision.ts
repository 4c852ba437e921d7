import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { decisions, exhibitSets, standings } from '../../../db/schema';
import { caseChain, entry } from '../../audit/entry';
import { gateOf, restorationOf } from '../../cases/case';
import { settingsInForce } from '../../cases/queries/queue-settings';
import { caseName, caseOf, keepMove, keepTouch, lockCase } from '../../cases/commands/case-record';
import { readWithCase } from '../../cases/commands/inbox-record';
import { lintNotice } from '../lint';
import { blanksIn, noticeIn } from '../notice';
import { exhibitSet, sealOf } from '../../evidence/exhibit';
import { exhibitsOf } from '../../evidence/queries/exhibits';
import { present } from '../../kernel/assert';
import { command, done } from '../../kernel/command';
import { newId } from '../../kernel/ids';
import { inEnglish, LANGUAGES } from '../../kernel/language';
import { firstLock } from '../../kernel/moves';
import { refuse } from '../../kernel/refusal';
import { announce } from '../../kernel/work';
import { policyInForce } from '../../policy/queries/policy-in-force';
import { ceilingOf } from '../../risk/rules';
import { answeredSince } from '../queries/answers-on';
import { fitsFields } from '../decision';
import { fitsGrounds, groundsNamed } from '../ground';
import { contextOf, gateForMeasure, gateForQueue, HEAVIEST_QUESTION, measureNamed, moveForConfirmed, needsSecond } from '../ladder';
import { decisionNameAt, decisionOf, holdInForce, recordOf, sealOfProposal } from './decision-record';
import { addresseeOf, draftFacts, linesOf } from './draft-notice';
import { takeEffect } from './take-effect';
import { openWave, otherClauses, unfitForWave } from './wave-record';

/**
 * Proposes a measure on stated grounds. The evidence is sealed at this click. Where one person is enough it holds at once;
 * otherwise it waits for a second reader, who will not see it before committing a verdict of their own.
 */
export const proposeDecision = command({
  name: 'decision.propose',
  input: z.object({
    caseId: z.string(),
    version: z.coerce.number().int(),
    measure: z.string(),
    fields: z.record(z.string(), z.unknown()).default({}),
    grounds: z.array(z.string()).default([]),
    /** What was seen, one sentence a line, as the holder will read it. */
    statement: z.string().max(10_000).default(''),
    /** Language of what the proposer wrote themselves, in the statement and the questions. */
    written: z.enum(LANGUAGES).default('en'),
    reason: z.string().trim().max(5_000).default(''),
    panels: z.array(z.string()).default([]),
    /** When the page on which it was decided was read, epoch milliseconds; absent where the case was decided on among others, or by a program. */
    seen: z.coerce.number().int().min(0).optional(),
    /** Names the run in which several cases are decided one after the other: the ledger's lines carry it, and what is decided in it leaves together. */
    together: z.string().regex(/^together_\w{1,60}$/).optional(),
    /** The wave that it is one of: what is common to all of them must be what the wave says. */
    wave: z.string().max(80).optional(),
  }),
  chain: ({ caseId }) => caseChain(caseId),
  async run({ input, actor, now, tx }) {
    const row = await lockCase(tx, input.caseId);
    if (!row) return refuse('not-found');
    if (row.version !== input.version) return refuse('stale');
    // An answer to an earlier question leaves the case where it is, and is read all the same.
    if (input.seen !== undefined && (await answeredSince(tx, row.id, input.seen))) return refuse('stale', 'The holder has answered since you read the case. Look at it again; what you wrote is kept.');
    const wave = input.wave === undefined ? null : await openWave(tx, input.wave);
    const unfit = input.wave === undefined ? null : unfitForWave(wave, { ...input, account: row.account }, actor);
    if (unfit) return unfit;
    const policy = await policyInForce(tx);
    const other = wave === null ? null : await otherClauses(tx, wave, policy);
    if (other) return other;
    const measure = measureNamed(input.measure);
    if (!measure) return refuse('invalid', 'Choose a measure.', { measure: 'Choose a measure.' });
    const record = await recordOf(tx, row.id);
    const [standing] = await tx.select({ content: standings.content }).from(standings).where(eq(standings.account, row.account));
    const assessment = present(standing, `standing of ${row.account}`).content;
    const hold = holdInForce(record, now);
    const beyond = { ceiling: ceilingOf(assessment), hold: hold === null ? null : { decision: hold.id }, queue: { group: row.queueGroup, settings: (await settingsInForce(tx)).settings } };
    const context = contextOf(caseOf(row), beyond, now);
    const gate = firstLock(gateOf(caseOf(row), 'propose', actor, now), gateForQueue(measure, beyond, actor), gateForMeasure(measure, context), fitsFields(measure.id, input.fields, policy.limits), fitsGrounds(measure, input.grounds, policy.grounds));
    if (gate.state === 'locked') return refuse(gate.code, gate.reason, gate.fields);

    // Past a question, somebody else will read why: the second reader, and whoever hears an appeal.
    if (measure.severity > HEAVIEST_QUESTION && input.reason === '') return refuse('invalid', 'Say why: a second reader, and whoever hears an appeal, will read it.', { reason: 'Say why: a second reader, and whoever hears an appeal, will read it.' });
    const id = newId('decision', now);
    const fields = measure.fields.parse(input.fields);
    // What needs no clause names none as broken: those may be ticked for another measure.
    const grounds = measure.leastGrounds === 0 ? [] : groundsNamed(input.grounds, policy.grounds);
    const statement = linesOf(input.statement);
    const second = needsSecond(measure, context) ?? (wave === null ? null : 'In a wave, so a second person countersigns.');
    const addressee = await addresseeOf(tx, row.account);
    const facts = measure.notice === null ? null : await draftFacts(tx, { ...addressee, holder: row.accountName }, { decision: decisionNameAt(row, record.rows.length + 1), measure, fields, grounds, statement: input.statement, written: input.written, by: actor.id, readTwice: second !== null, assessment, policy }, now);
    const notice = facts === null ? null : noticeIn(facts, addressee.reader);
    if (facts && notice) {
      const blanks = blanksIn(notice, 'sealing');
      if (blanks.length > 0) return refuse('blanks', undefined, blanks.includes('what_we_saw') ? { statement: 'Say what was seen, one sentence a line.' } : {});
      const [objection] = [notice, noticeIn(facts, inEnglish(addressee.reader))].flatMap((one) => lintNotice(one));
      if (objection) return refuse('invalid', `The notice says “${objection.found}”. ${objection.words}`, { statement: objection.words });
    }

    const exhibits = await exhibitsOf(tx, row.account, assessment, policy);
    const set = exhibitSet({ case: row.id, assessment, exhibits, panelsOpened: input.panels, sealedAt: now });
    const seal = sealOf(set);
    const setId = newId('exhibits', now);
    await tx.insert(exhibitSets).values({ id: setId, case: row.id, account: row.account, sealedAt: now, sealedBy: actor.id, content: set, digest: seal });
    const way = second !== null ? 'propose' : moveForConfirmed(measure);
    const until = measure.endsAt(fields, now);
    const moved = await keepMove(tx, row, way === 'ask' || way === 'hold' ? { name: way, until: present(until, 'end of term') } : { name: way }, actor, now, way === 'settle' ? { outcome: measure.id, settledLogOdds: assessment.logOdds } : {});
    if (!moved.ok) return moved;
    const [stored] = await tx.insert(decisions).values({
      id, case: row.id, account: row.account, measure: measure.id, fields, grounds: grounds.map((ground) => ground.number), statement: [...statement], reason: input.reason,
      notice: notice && facts ? { subject: notice.subject, paragraphs: notice.paragraphs, content: { reader: addressee.reader, parts: notice.parts, facts } } : { subject: '', paragraphs: [] }, needsSecond: second !== null, exhibits: setId,
      policyVersion: String(policy.version), ring: row.ring ?? wave?.row.ring, wave: wave?.row.id, renews: measure.id === 'payout-hold' ? (hold?.id ?? null) : null, proposedBy: actor.id, proposedAt: now,
      caseChanged: second === null ? restorationOf(caseOf(row), caseOf(moved.row)) : null,
    }).returning();
    const decision = decisionOf(present(stored, 'decision'));
    await keepTouch(tx, row.id, actor, measure.notice?.asks ? 'asked' : 'proposed', now);
    const refs = { case: row.id, account: row.account, decision: id, exhibits: setId, ...(input.together === undefined ? {} : { together: input.together }), ...(wave === null ? {} : { wave: wave.row.id, ring: wave.row.ring }) };
    const changes = [
      ...moved.changes,
      ...(second === null
        ? [{ field: 'measure', was: null, now: measure.title }]
        // A blind reader may look at the ledger too: until both have spoken it holds a digest that binds the proposer and tells nothing.
        : [{ field: 'proposal, covered', was: null, now: sealOfProposal(decision, input.reason) }]),
      ...(second === null ? [{ field: 'grounds', was: null, now: grounds.map((ground) => ground.number).join(', ') || 'none' }] : []),
      { field: 'evidence sealed', was: null, now: seal },
    ];
    const says = second !== null ? 'proposed a measure to a second person' : measure.notice?.asks ? measure.id === 'ask' ? 'asked the holder' : `asked the holder: ${measure.title.toLowerCase()}` : `decided: ${measure.title.toLowerCase()}`;
    const first = entry(caseChain(row.id), says, { refs, changes });
    const more = second === null ? await takeEffect(tx, decision, record, actor, now, input.together) : [];
    if (input.seen !== undefined) await readWithCase(tx, actor.id, row.id, input.seen, now);
    await announce(tx, 'reviews', row.id, moved.row.version);
    return done({ decision: id, caseId: row.id, name: caseName(row), version: moved.row.version, second }, first, ...more);
  },
});
