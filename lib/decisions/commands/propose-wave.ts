import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { ringMembers, rings, waves } from '../../../db/schema';
import { entry } from '../../audit/entry';
import { ringTopic } from '../../kernel/about';
import { canonicalJson } from '../../kernel/canonical';
import { command, done } from '../../kernel/command';
import { text } from '../../kernel/input';
import { refuse } from '../../kernel/refusal';
import { mac } from '../../kernel/secrets';
import { announceAbout } from '../../kernel/work';
import { policyInForce } from '../../policy/queries/policy-in-force';
import { fitsFields } from '../decision';
import { CARVE_OUTS, commonFields, WAVE_MEASURES, type CarveOut } from '../wave';

const leaving = z.enum(Object.keys(CARVE_OUTS) as [CarveOut, ...CarveOut[]]);

/**
 * Begins a wave: one measure and one reason for the members of a ring that are named, everybody else left out with a reason. It decides
 * nothing by itself: each member is then proposed on its own case.
 */
export const proposeWave = command({
  name: 'wave.propose',
  input: z.object({
    /** Made with the form, so that a form sent twice begins one wave. */
    wave: z.string().regex(/^wave_\w{1,60}$/),
    ring: z.string().max(80),
    measure: z.string(),
    fields: z.record(z.string(), z.unknown()).default({}),
    reason: text('Say why: a second reader, and whoever hears an appeal, will read it.', { max: 5_000 }),
    members: z.array(z.object({ account: z.string().max(200), leave: leaving.nullable(), why: z.string().max(500).default(''), seen: z.string().max(64).default('') })).max(500),
  }),
  async run({ input, actor, now, tx }) {
    const [ring] = await tx.select({ name: rings.name, endedAt: rings.endedAt }).from(rings).where(eq(rings.id, input.ring));
    if (!ring) return refuse('not-found', 'There is no such ring.');
    if (ring.endedAt !== null) return refuse('move-closed', 'This ring came apart: its members are decided on one by one.');
    const measure = WAVE_MEASURES.find(({ id }) => id === input.measure);
    if (!measure) return refuse('invalid', 'Choose a measure that two people take.', { measure: 'Choose a measure that two people take.' });
    const fits = fitsFields(measure.id, commonFields(input.fields), (await policyInForce(tx)).limits);
    // Told to the writer beside the form's own words, which are all that the ledger has: the limit would say which measure was tried.
    if (fits.state === 'locked') return refuse('invalid', undefined, { fields: fits.reason });
    const current = await tx.select({ account: ringMembers.account }).from(ringMembers).where(and(eq(ringMembers.ring, input.ring), isNull(ringMembers.leftAt)));
    const named = new Set(input.members.map(({ account }) => account));
    if (current.length !== named.size || named.size !== input.members.length || current.some(({ account }) => !named.has(account))) return refuse('stale', 'Somebody joined the ring or left it meanwhile. Look at it again; what you wrote is kept.');
    const chosen = input.members.filter(({ leave }) => leave === null);
    if (chosen.length === 0) return refuse('invalid', 'Leave at least one member in the decision.');
    const [kept] = await tx.insert(waves).values({ id: input.wave, ring: input.ring, measure: measure.id, fields: input.fields, reason: input.reason, members: input.members, proposedBy: actor.id, proposedAt: now }).onConflictDoNothing().returning({ id: waves.id });
    if (!kept) return refuse('exists', 'This wave has begun already.');
    await announceAbout(tx, [ringTopic(input.ring)]);
    const refs = { ring: input.ring, wave: input.wave };
    // Whoever may still read it blind may look here too: what is proposed is a digest, and so is why.
    return done({ wave: input.wave, accounts: chosen.map(({ account }) => account) }, entry('main', `began a wave in the ring ${ring.name}: ${chosen.length} of ${input.members.length} members`, {
      refs, changes: [
        { field: 'proposal, covered', was: null, now: mac('ledger', canonicalJson({ wave: input.wave, measure: measure.id, fields: input.fields, reason: input.reason, left: input.members.flatMap(({ account, leave, why }) => (leave === null ? [] : [{ account, leave, why }])), by: actor.id, at: now })) },
        ...input.members.map(({ account, leave }) => ({ field: account, was: null, now: leave === null ? 'in the decision' : 'left out' })),
      ],
    }));
  },
});
