import { eq, sql } from 'drizzle-orm';
import type { Change } from '../lib/audit/entry';
import { newId } from '../lib/kernel/ids';
import { clock } from '../lib/kernel/clock';
import { DAY, HOUR, MINUTE, rfc3339, type Instant } from '../lib/kernel/instant';
import { priorityOf } from '../lib/cases/priority';
import { STANDARD_POLICY } from '../lib/policy/standard';
import { causesOf } from '../lib/risk/cause';
import { dueAt, USUAL_SETTINGS } from '../lib/cases/queue-settings';
import { calibratedLogOdds, probabilityOf } from '../lib/policy/policy';
import { heaviest } from '../lib/risk/words';
import type { Staff, StaffRole } from '../lib/staff/actor';
import { hashPassword } from '../lib/staff/adapters/password';
import { PEOPLE, type CastName } from './cast';
import { connection, writing, type Tx } from './client';
import { accounts, appeals, assessments, cases, decisions, ledgerEntries, policies, ringMembers, rings, staff, staffSettings, standings } from './schema';
import { assessmentOf, type StorylineName } from './storylines';

/**
 * Rows for tests and benches, arranged without the commands that would make them: to begin in the middle of a story, and to move
 * time by moving the data. The guards of the database ask for a command and an actor; the arrangement says so itself.
 */
export function arrange<T>(run: (tx: Tx) => Promise<T>): Promise<T> {
  return writing().transaction(async (tx) => {
    await tx.execute(sql`select set_config('countersign.command', 'arranged', true), set_config('countersign.actor', 'factory', true)`);
    return run(tx);
  });
}

let last = 0;
const next = (): number => { last += 1; return last; };

/** A name that no other row of this process has. */
export const freshAccount = (): string => `acc_${process.pid}_${next()}`;

/** The standard policy without cases drawn by chance, so that a test knows what comes next. */
const TRIED_POLICY = { ...STANDARD_POLICY, queue: { ...STANDARD_POLICY.queue, sampleShare: 0 } };

/** A policy, unless one is in force: commands judge by it. */
export async function policyFor(): Promise<void> {
  await arrange((tx) => tx.insert(policies).values({ version: TRIED_POLICY.version, content: TRIED_POLICY, publishedAt: clock.now(), publishedBy: 'factory' }).onConflictDoNothing());
}

/** Somebody with the role, as an actor. With a password they can sign in. The console's tour waits only for whom it is asked. */
export async function staffFor(role: StaffRole, about: { name?: string; email?: string; password?: string; tour?: boolean } = {}): Promise<Staff & { email: string }> {
  const number = next();
  const name = about.name ?? `${role[0]?.toUpperCase()}${role.slice(1)} ${number}`;
  const email = about.email ?? `staff-${process.pid}-${number}@worklane.example`;
  const password = about.password === undefined ? null : await hashPassword(about.password);
  const now = clock.now();
  const id = newId('staff', now);
  await arrange(async (tx) => {
    await tx.insert(staff).values({ id, name, email, role, pseudonym: `Finch ${number}`, password, addedAt: now, addedBy: 'factory' });
    if (!about.tour) await tx.insert(staffSettings).values({ staff: id, theme: 'system', density: 'roomy', motion: 'system', foldReports: true, letters: true, keys: {}, tourState: 'done', tourStep: 0, changedAt: now });
  });
  return { kind: 'staff', id, name, role, email };
}

/** The five people of the cast; once in a database, since an e-mail belongs to one person. */
export async function castFor(): Promise<Record<CastName, Staff>> {
  const { ada, ben, cleo, iris, dov } = PEOPLE;
  return { ada: await staffFor(ada.role, ada), ben: await staffFor(ben.role, ben), cleo: await staffFor(cleo.role, cleo), iris: await staffFor(iris.role, iris), dov: await staffFor(dov.role, dov) };
}

export type OpenCase = { caseId: string; account: string; version: number; assessment: string };
type CaseColumns = Partial<Omit<typeof cases.$inferInsert, 'id' | 'account' | 'assessment'>>;

/**
 * An open case with the account and the assessment behind it. `story` says what was found (default: other hands since the check, band
 * act); `columns` overrides what is stored, `openedAgo` is in milliseconds.
 */
export async function openCase(about: { account?: string; name?: string; story?: StorylineName; stakeUsd?: number; openedAgo?: number; ring?: string; columns?: CaseColumns } = {}): Promise<OpenCase> {
  const now = clock.now();
  const openedAt = now - (about.openedAgo ?? 2 * HOUR);
  const account = about.account ?? freshAccount();
  const ring = about.ring ?? null;
  const assessment = assessmentOf(about.story ?? 'handover', account, openedAt, ring);
  const name = about.name ?? 'Mallory Hale';
  const stakeUsd = about.stakeUsd ?? 7410;
  const [caseId, assessmentId] = [newId('case', openedAt), newId('assessment', openedAt)];
  await arrange(async (tx) => {
    await tx.insert(accounts).values({ account, name, country: 'GB', city: 'Leeds', timeZone: 'Europe/London', kind: 'individual', closed: 'no', instruments: [], documents: [], clients: [], registeredAt: now - 400 * DAY, firstEventAt: now - 400 * DAY, lastEventAt: openedAt, eventCount: 260, stakeUsd }).onConflictDoNothing();
    await tx.insert(assessments).values({ account, id: assessmentId, assessedAt: openedAt, content: assessment, policyVersion: 1, rarityVersion: null });
    const at = { assessment: assessmentId, assessedAt: openedAt, band: assessment.band, logOdds: assessment.logOdds, own: assessment.own, content: assessment, ring };
    await tx.insert(standings).values({ account, ...at, firstReviewAt: openedAt }).onConflictDoUpdate({ target: standings.account, set: at });
    await tx.insert(cases).values({
      id: caseId, account, accountName: name, status: 'waiting', band: assessment.band, logOdds: assessment.logOdds, stakeUsd, ring, assessment: assessmentId, causes: causesOf(assessment),
      priority: priorityOf({ logOdds: assessment.logOdds, openedAt, wokenBy: null }, stakeUsd, STANDARD_POLICY), openedAt, dueAt: dueAt(USUAL_SETTINGS, assessment.band, stakeUsd, openedAt) ?? now,
      reasons: heaviest(assessment.findings).slice(0, 3).map(({ family, words }) => ({ family, words })), ...about.columns,
    });
  });
  return { caseId, account, version: about.columns?.version ?? 1, assessment: assessmentId };
}

/** A ring of that many accounts with an open case each. */
export async function openRing(size: number): Promise<{ ring: string; members: OpenCase[] }> {
  const now = clock.now();
  const ring = newId('ring', now);
  await arrange((tx) => tx.insert(rings).values({ id: ring, name: 'Kestrel', formedAt: now - 3 * DAY, kinds: ['payout_instrument', 'device_token'] }));
  const members: OpenCase[] = [];
  for (let member = 0; member < size; member += 1) {
    const opened = await openCase({ ring, story: 'ring' });
    await arrange((tx) => tx.insert(ringMembers).values({ account: opened.account, ring, strength: 0.8, joinedAt: now - 3 * DAY }));
    members.push(opened);
  }
  return { ring, members };
}

/** An event as a platform sends it. */
export type RawEvent = { id: string; type: string; at: string; account: string; session?: string; data: Record<string, unknown> };

/**
 * The raw events of one ordinary account: registration, a passed document check, a payout method, and sessions on `days` days up to `until`.
 * Addresses are of RFC 5737 unless told; documents and instruments are derived from the account's name.
 */
export function eventsOf(account: string, about: { days?: number; until?: Instant; ip?: string; document?: string; instrument?: string; device?: string } = {}): RawEvent[] {
  const { days = 5, ip = '192.0.2.10' } = about;
  const until = about.until ?? clock.now() - HOUR;
  const from = until - days * DAY;
  const event = (type: string, at: Instant, data: Record<string, unknown>, session?: string): RawEvent => ({ id: `${account} ${type} ${at}`, type, at: rfc3339(at), account, ...(session ? { session } : {}), data });
  const device = { token: about.device ?? `laptop of ${account}`, platform: 'Windows', timeZone: 'Europe/London', languages: ['en-GB'], keyboard: 'en-GB', screen: '1920x1080', gpu: 'Example GPU 4000', cores: 8, memoryGb: 16, fonts: `fonts of ${account}` };
  const sessions = Array.from({ length: days }, (_, day) => {
    const at = from + day * DAY + 9 * HOUR;
    return event('session.seen', at, { ip, device, endedAt: rfc3339(at + 40 * MINUTE), lastInputAt: rfc3339(at + 40 * MINUTE) }, `${account}-${day}`);
  });
  return [
    event('account.registered', from, { name: `Name of ${account}`, legalName: `Legal ${account}`, kind: 'individual', email: `${account}@mail.example`, phone: '+441632960123', declared: { country: 'GB', city: 'Leeds', timeZone: 'Europe/London' } }),
    event('verification.finished', from + 9 * HOUR, { check: 'document', outcome: 'passed', document: about.document ?? `P${account}`, documentType: 'passport', documentCountry: 'GB' }),
    event('payout.method_added', from + 10 * HOUR, { instrument: about.instrument ?? `GB00${account}4417`, rail: 'bank', holderMatch: 'match' }),
    ...sessions,
  ];
}

/**
 * The raw events of a long and busy life, `count` of them at least: two years of sessions, work, bids, pay and small changes of the profile,
 * and other hands since `handoverAgo` days. Addresses are of large carriers, so that every source places them; hosts are made up.
 */
export function longLifeOf(account: string, { count = 10_000, days = 730, handoverAgo = 75, seed = 7, until = clock.now() - HOUR }: { count?: number; days?: number; handoverAgo?: number; seed?: number; until?: Instant } = {}): RawEvent[] {
  const random = chance(seed);
  const start = Math.floor(until / DAY) * DAY - days * DAY;
  const turn = start + (days - handoverAgo) * DAY;
  const events: RawEvent[] = [];
  const tell = (type: string, at: Instant, data: Record<string, unknown>, session?: string) => { if (at <= until) events.push({ id: `${account} ${events.length}`, type, at: rfc3339(at), account, ...(session ? { session } : {}), data }); };
  const own = { token: `laptop of ${account}`, platform: 'Windows', timeZone: 'Europe/London', languages: ['en-GB'], keyboard: 'en-GB', screen: '1920x1080', gpu: 'Example GPU 4000', cores: 8, memoryGb: 16, fonts: `fonts of ${account}` };
  const other = { ...own, token: `desktop of ${account}`, platform: 'Linux', screen: '1600x900', gpu: 'Example virtual display', cores: 4, memoryGb: 8, fonts: `plain fonts of ${account}`, hints: ['virtual_gpu', 'uniform_key_lag'] };
  const phone = { token: `phone of ${account}`, platform: 'Android', timeZone: 'Europe/London', languages: ['en-GB'], screen: '412x915' };
  tell('account.registered', start, { name: `Name of ${account}`, legalName: `Legal ${account}`, kind: 'individual', category: 'translation', email: `${account}@mail.example`, phone: '+441632960123', declared: { country: 'GB', city: 'Leeds', timeZone: 'Europe/London' } });
  tell('payout.method_added', start + HOUR, { instrument: `GB00${account}4417`, rail: 'bank', holderMatch: 'match' });
  tell('verification.finished', start + 2 * HOUR, { check: 'document', outcome: 'passed', document: `P${account}`, documentType: 'passport', documentCountry: 'GB' });
  tell('verification.finished', turn - 9 * DAY, { check: 'liveness', outcome: 'passed' });
  tell('payout.method_added', turn + 5 * DAY, { instrument: `W-${account}-0932`, rail: 'wallet', holderMatch: 'none' });
  for (let contract = 0; contract < 40; contract += 1) {
    const at = start + (contract / 40) * days * DAY + 10 * HOUR;
    tell('contract.started', at, { contract: `${account}-c${contract}`, client: `client-${contract % 17}`, hourly: contract % 3 === 0, value: { amount: 400 + 35 * contract, currency: contract % 5 === 0 ? 'EUR' : 'USD' } });
    if (contract < 36) tell('contract.ended', at + 30 * DAY, { contract: `${account}-c${contract}` });
  }
  const aDay = Math.ceil((count - events.length) / days);
  for (let day = 0; day < days; day += 1) {
    const morning = start + day * DAY;
    const after = morning >= turn;
    // Other hands work the client's evening; one day in thirty the exit is forgotten.
    const hourOf = (): Instant => morning + ((after ? 15 : 9) + random() * 9) * HOUR;
    for (let event = 0; event < aDay; event += 1) {
      const at = Math.round(hourOf());
      const kind = event === 0 ? 0 : random();
      if (kind < 0.3) {
        const away = after && random() < 0.03;
        const device = after ? other : random() < 0.2 ? phone : own;
        const ip = after ? (away ? `24.64.0.${10 + (day % 40)}` : `5.180.62.${10 + (day % 9)}`) : random() < 0.2 ? `92.40.1.${10 + (day % 60)}` : '81.2.69.142';
        tell('session.seen', at, { ip, device, endedAt: rfc3339(at + 40 * MINUTE), lastInputAt: rfc3339(at + 35 * MINUTE) }, `${account}-${day}-${event}`);
      } else if (kind < 0.72) tell('activity.recorded', at, { kind: kind < 0.5 ? 'message' : 'work' });
      else if (kind < 0.86) tell('bid.placed', at, { client: `client-${Math.floor(random() * 400)}`, job: `job-${day}-${event}`, category: 'translation', price: { amount: 50 + Math.round(random() * 900), currency: 'USD' } });
      else if (kind < 0.93) tell('earning.cleared', at, { amount: { amount: 20 + Math.round(random() * 180), currency: 'USD' }, client: `client-${Math.floor(random() * 17)}` });
      else if (kind < 0.97) tell('payout.sent', at, { instrument: after ? `W-${account}-0932` : `GB00${account}4417`, amount: { amount: 20 + Math.round(random() * (after ? 170 : 90)), currency: 'USD' } });
      else tell('profile.changed', at, { headline: `Translator, ${day} and ${event}` });
    }
  }
  return events.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

const GIVEN = ['Ada', 'Bram', 'Carol', 'Dilan', 'Esme', 'Farid', 'Greta', 'Hugo', 'Ines', 'Jonah', 'Kim', 'Lena', 'Milo', 'Nadia', 'Oona', 'Paul', 'Quinn', 'Rosa', 'Samir', 'Theo', 'Uma', 'Viktor', 'Wanda', 'Yusuf'];
const FAMILY = ['Aldana', 'Birch', 'Calder', 'Dahl', 'Ekman', 'Finch', 'Grange', 'Hale', 'Imber', 'Jarrow', 'Kessel', 'Lindqvist', 'Moreau', 'Nordin', 'Odell', 'Perrin', 'Reyes', 'Sable', 'Tarn', 'Vasko', 'Whitlock'];
/** Mixed so that most of a queue is review, as on a usual day. */
const MIX: readonly StorylineName[] = ['handover', 'ring', 'document', 'document', 'steered', 'twoPlaces', 'farm', 'payee', 'payee', 'copied', 'copied', 'gap'];
const CHUNK = 5_000;

/** Repeatable numbers in [0, 1): mulberry32. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * That many open cases with their accounts and standings, in sets of some thousands: for benches of lists and claims. Bands, odds, money,
 * ages and kinds of evidence are spread as in a believable queue; some are held by staff who are there already, some wait for an answer.
 */
export async function openCases(count: number, { seed = 1 }: { seed?: number } = {}): Promise<void> {
  const now = clock.now();
  const random = chance(seed);
  const holders = (await arrange((tx) => tx.select({ id: staff.id }).from(staff))).map((one) => one.id);
  // Without its other innocent stories an assessment takes half the room, and half the time to write.
  const templates = MIX.map((story) => ({ ...assessmentOf(story, 'acc', now), stories: [] }));
  const shown = templates.map((template) => ({ causes: causesOf(template), reasons: heaviest(template.findings).slice(0, 3).map(({ family, words }) => ({ family, words })) }));
  for (let from = 0; from < count; from += CHUNK) {
    const rows = Array.from({ length: Math.min(CHUNK, count - from) }, (_, index) => {
      const template = Math.floor(random() * MIX.length);
      const { logOdds: odds, families } = templates[template] ?? { logOdds: 0, families: [] };
      const logOdds = Math.max(0.02, odds + 2.4 * random() - 0.8);
      const band = calibratedLogOdds(STANDARD_POLICY, logOdds) >= STANDARD_POLICY.bands.act && families.length > 1 ? 'act' as const : 'review' as const;
      // Sums of uniforms stand for the bell of ln(money); one account in five has nothing at stake.
      const stakeUsd = random() < 0.2 ? 0 : Math.round(Math.exp(6.6 + 1.1 * (random() + random() + random() + random() - 2) * 1.7));
      const openedAt = Math.round(now - Math.min(60 * DAY, -Math.log(1 - random()) * 4 * DAY));
      const state = random();
      const holder = state < 0.05 ? holders[Math.floor(random() * holders.length)] : undefined;
      const asked = holder === undefined && state >= 0.95;
      const account = `acc_Q${seed}_${from + index}`;
      return {
        ...shown[template], template: template + 1, account, case_id: newId('case', openedAt), assessment: newId('assessment', openedAt), band, stake_usd: stakeUsd, log_odds: logOdds,
        probability: probabilityOf(STANDARD_POLICY, logOdds), name: `${GIVEN[Math.floor(random() * GIVEN.length)]} ${FAMILY[Math.floor(random() * FAMILY.length)]}`,
        priority: priorityOf({ logOdds, openedAt, wokenBy: null }, stakeUsd, STANDARD_POLICY), opened_ms: openedAt, opened_at: rfc3339(openedAt), due_at: rfc3339(dueAt(USUAL_SETTINGS, band, stakeUsd, openedAt) ?? now),
        status: holder === undefined ? (asked ? 'asked' : 'waiting') : 'claimed', claimed_by: holder ?? null, lease_until: holder === undefined ? null : rfc3339(now + 20 * MINUTE),
        asked_at: asked ? rfc3339(now - 3 * DAY) : null, asked_until: asked ? rfc3339(now + 4 * DAY) : null,
      };
    });
    await arrange((tx) => insertOpen(tx, JSON.stringify(rows), JSON.stringify(templates)));
  }
  await connection().writing.execute(sql`analyze cases, standings, accounts`);
}

async function insertOpen(tx: Tx, rows: string, templates: string): Promise<void> {
  await tx.execute(sql`
    create temporary table arriving on commit drop as
    select * from jsonb_to_recordset(${rows}::jsonb) as r(account text, case_id text, assessment text, template int, band text, stake_usd float8, log_odds float8, probability float8, name text, priority float8,
      opened_ms float8, opened_at timestamptz, due_at timestamptz, status text, claimed_by text, lease_until timestamptz, asked_at timestamptz, asked_until timestamptz, causes jsonb, reasons jsonb)`);
  await tx.execute(sql`
    insert into accounts (account, name, country, time_zone, kind, closed, instruments, documents, clients, registered_at, first_event_at, last_event_at, event_count, stake_usd)
    select account, name, 'GB', 'Europe/London', 'individual', 'no', '{}', '{}', '{}', opened_at - interval '300 days', opened_at - interval '300 days', opened_at, 240, stake_usd from arriving`);
  await tx.execute(sql`
    insert into standings (account, assessment, assessed_at, band, log_odds, own, content, first_review_at)
    select a.account, a.assessment, a.opened_at, a.band, a.log_odds, a.log_odds,
      t.content || jsonb_build_object('account', a.account, 'assessedAt', a.opened_ms, 'band', a.band, 'logOdds', a.log_odds, 'own', a.log_odds, 'probability', a.probability), a.opened_at
    from arriving a join jsonb_array_elements(${templates}::jsonb) with ordinality as t(content, n) on t.n = a.template`);
  await tx.execute(sql`
    insert into cases (id, account, account_name, status, band, log_odds, priority, stake_usd, reasons, assessment, causes, opened_at, due_at, claimed_by, lease_until, asked_at, asked_until)
    select case_id, account, name, status, band, log_odds, priority, stake_usd, reasons, assessment, array(select jsonb_array_elements_text(causes)), opened_at, due_at, claimed_by, lease_until, asked_at, asked_until from arriving`);
}

/** What a form would send along: the version of an appeal, or of the case of a decision; 0 of what is not there. */
export async function versionOf(of: { appeal: string } | { decision: string }): Promise<number> {
  const [row] = 'appeal' in of
    ? await writing().select({ version: appeals.version }).from(appeals).where(eq(appeals.id, of.appeal))
    : await writing().select({ version: cases.version }).from(cases).innerJoin(decisions, eq(decisions.case, cases.id)).where(eq(decisions.id, of.decision));
  return row?.version ?? 0;
}

/** Lets time pass for one decision, its wave, the question that it put and what it has enqueued: all of it happened so much earlier, milliseconds. The guards of what never changes look away for it. */
export async function letPass(decision: string, span: number): Promise<void> {
  const earlier = sql`interval '1 millisecond' * ${span}`;
  const kept = ['decisions', 'confirmations', 'waves'] as const;
  await arrange(async (tx) => {
    for (const table of kept) await tx.execute(sql`alter table ${sql.identifier(table)} disable trigger append_only`);
    await tx.execute(sql`update cases c set asked_at = c.asked_at - ${earlier}, asked_until = c.asked_until - ${earlier} from decisions d where d.id = ${decision} and c.id = d.case_id and c.asked_at = d.proposed_at`);
    await tx.execute(sql`update decisions set proposed_at = proposed_at - ${earlier} where id = ${decision}`);
    await tx.execute(sql`update waves set proposed_at = proposed_at - ${earlier} where id = (select wave from decisions where id = ${decision})`);
    await tx.execute(sql`update confirmations set confirmed_at = confirmed_at - ${earlier}, holds_until = holds_until - ${earlier} where decision = ${decision}`);
    await tx.execute(sql`update work set run_at = run_at - ${earlier} where name = 'issue' and payload ->> 'decision' in (select ${decision} union select decision from liftings where because = ${decision})`);
    for (const table of kept) await tx.execute(sql`alter table ${sql.identifier(table)} enable trigger append_only`);
  });
}

/** What the ledger says on one chain, oldest first; `main` or a case's id. */
export async function linesOf(chain: string): Promise<{ command: string; says: string; refusal: string | null; actor: string; refs: Readonly<Record<string, string>>; changes: readonly Change[] }[]> {
  const { command, says, refusal, actor, refs, changes, seq } = ledgerEntries;
  return writing().select({ command, says, refusal, actor, refs, changes }).from(ledgerEntries).where(eq(ledgerEntries.chain, chain === 'main' ? chain : `case:${chain}`)).orderBy(seq);
}
