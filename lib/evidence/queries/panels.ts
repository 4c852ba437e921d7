import { eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../../../db/client';
import { standings } from '../../../db/schema';
import { query } from '../../kernel/query';
import { refuse } from '../../kernel/refusal';
import { granted } from '../../kernel/result';
import { policyInForce } from '../../policy/queries/policy-in-force';
import { contentOf, DRAWN_PANELS } from '../panels';
import type { PanelGiven } from '../panels/given';
import { lifeOf } from '../panels/life';
import { linksAround } from '../panels/links';
import { whoOf } from '../panels/who';
import { linksGiven, panelGiven } from './panel-given';

const range = z.object({ from: z.number(), to: z.number() }).refine(({ from, to }) => from < to).nullable().default(null);

/** One panel of the dossier as of the latest assessment. Each is asked by itself, so that a slow one holds back no other. */
export const panel = query({
  name: 'ask.evidence',
  input: z.object({ account: z.string(), panel: z.enum(DRAWN_PANELS), range }),
  async run({ input, db }) {
    const given = await givenOf(db, input.account);
    if (given === null) return refuse('not-found', 'Nothing is known of this account.');
    return granted(contentOf(input.panel, input.range === null ? given : { ...given, range: input.range }));
  },
});

/** Who the account is, what a measure would touch, and which stretch of time the panels show. */
export const who = query({
  name: 'ask.evidence',
  input: z.object({ account: z.string() }),
  async run({ input, db }) {
    const given = await givenOf(db, input.account);
    if (given === null) return refuse('not-found', 'Nothing is known of this account.');
    return granted({ ...whoOf(given), range: given.range, from: given.history.registeredAt ?? given.history.stretches[0]?.at ?? given.range.from, to: given.assessment.assessedAt });
  },
});

/** The lanes of the whole life, for the drawing that moves while somebody brushes; null where nothing can be laid side by side. */
export const life = query({
  name: 'ask.evidence',
  input: z.object({ account: z.string() }),
  async run({ input, db }) {
    const given = await givenOf(db, input.account);
    if (given === null) return refuse('not-found', 'Nothing is known of this account.');
    return granted(lifeOf(given));
  },
});

/** What another account shares, for whoever follows the links on to it. */
export const linksOf = query({
  name: 'ask.evidence',
  input: z.object({ account: z.string().max(200) }),
  async run({ input, db, now }) {
    const found = await linksGiven(db, input.account, now);
    return found === null ? refuse('not-found', 'Nothing is known of this account.') : granted(linksAround(found));
  },
});

/** Readings under way: the panels of one page ask at one moment, and read the account once. */
const underWay = new Map<string, Promise<PanelGiven | null>>();

async function givenOf(db: Database, account: string): Promise<PanelGiven | null> {
  const [standing] = await db.select({ content: standings.content, assessment: standings.assessment }).from(standings).where(eq(standings.account, account));
  if (!standing) return null;
  const policy = await policyInForce(db);
  const key = `${account} ${standing.assessment} ${standing.content.assessedAt} ${policy.version}`;
  const reading = underWay.get(key) ?? panelGiven(db, account, standing.content, policy);
  underWay.set(key, reading);
  try {
    return await reading;
  } finally {
    underWay.delete(key);
  }
}
