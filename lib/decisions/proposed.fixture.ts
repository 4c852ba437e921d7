import { eq } from 'drizzle-orm';
import { arrange, openCase, type OpenCase } from '../../db/factories';
import { cases, confirmations, decisions, exhibitSets, standings, touches } from '../../db/schema';
import { issueOrders } from '../enforcement/commands/issue-orders';
import { exhibitSet, sealOf, type Exhibit } from '../evidence/exhibit';
import { clock } from '../kernel/clock';
import { newId } from '../kernel/ids';
import { DAY } from '../kernel/instant';
import { WORKER, type Staff } from '../staff/actor';
import { measureNamed } from './ladder';

/** Built decisions for the tests of queries: rows as the commands leave them, without the way that leads there. */
export type Proposed = OpenCase & { decision: string; exhibits: string; digest: string };

type About = { measure?: string; fields?: Record<string, unknown>; grounds?: string[]; reason?: string; statement?: string[]; exhibits?: readonly Exhibit[]; opened?: OpenCase; name?: string };

const EXHIBITS: readonly Exhibit[] = [{ shape: 'table', title: 'Devices', content: { panel: 'devices', devices: [], build: null } }];

/** A proposal by `by` that waits for a second person: a closure unless told. */
export async function proposedBy(by: Staff, about: About = {}): Promise<Proposed> {
  return decided(by, about, true);
}

/** A decision by one person, in effect: a question unless told. With `told`, the orders and the notice are issued. */
export async function decidedBy(by: Staff, about: About & { told?: boolean } = {}): Promise<Proposed> {
  const made = await decided(by, { measure: 'ask', fields: { questions: ['Did you get a new computer in September?'], days: 7 }, ...about }, false);
  if (about.told ?? true) await issued(made.decision);
  return made;
}

/** Orders and notice of a decision in effect, as the worker makes them. */
export async function issued(decision: string, cause: 'effect' | 'lift' | 'outcome' = 'effect'): Promise<void> {
  const result = await issueOrders(WORKER, { decision, cause });
  if (!result.ok) throw new Error(result.words);
}

async function decided(by: Staff, about: About, needsSecond: boolean): Promise<Proposed> {
  const now = clock.now();
  const opened = about.opened ?? (await openCase({ name: about.name }));
  const measure = measureNamed(about.measure ?? 'closure');
  if (!measure) throw new Error(`There is no measure ${about.measure}.`);
  const fields = about.fields ?? { answersStory: 'Two homes within 38 minutes stay unexplained.' };
  const [decision, exhibits] = [newId('decision', now), newId('exhibits', now)];
  const digest = await arrange(async (tx) => {
    const [standing] = await tx.select({ content: standings.content }).from(standings).where(eq(standings.account, opened.account));
    const set = exhibitSet({ case: opened.caseId, assessment: standing!.content, exhibits: about.exhibits ?? EXHIBITS, panelsOpened: ['devices'], sealedAt: now });
    const seal = sealOf(set);
    await tx.insert(exhibitSets).values({ id: exhibits, case: opened.caseId, account: opened.account, sealedAt: now, sealedBy: by.id, content: set, digest: seal });
    await tx.insert(decisions).values({
      id: decision, case: opened.caseId, account: opened.account, measure: measure.id, fields, grounds: about.grounds ?? ['2.3', '2.4'], statement: about.statement ?? ['Since 9 September your account has been used on another device.'],
      reason: about.reason ?? 'The shared instrument is real, and no reply came.', notice: measure.notice ? { subject: 'As drafted', paragraphs: ['Hello.'] } : { subject: '', paragraphs: [] },
      needsSecond, exhibits, policyVersion: '1', ring: null, renews: null, proposedBy: by.id, proposedAt: now,
    });
    await tx.insert(touches).values({ case: opened.caseId, staff: by.id, how: measure.notice?.asks ? 'asked' : 'proposed', at: now }).onConflictDoNothing();
    const until = measure.endsAt(fields, now);
    if (!needsSecond) await tx.insert(confirmations).values({ decision, at: now, until });
    const after = needsSecond ? { status: 'proposed' } : measure.notice?.asks ? { status: 'asked', askedAt: now, askedUntil: until ?? now + DAY } : { status: 'settled', settledAt: now, outcome: measure.id };
    await tx.update(cases).set(after).where(eq(cases.id, opened.caseId));
    return seal;
  });
  return { ...opened, decision, exhibits, digest };
}
