import { desc, eq, inArray, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../../../db/client';
import { accounts, cases, ringMembers, rings, standings } from '../../../db/schema';
import { statusAt, type CaseStatus } from '../../cases/case';
import { caseName, caseOf } from '../../cases/commands/case-record';
import { clientLabel, KIND_WORDS, rarityWords } from '../../evidence/panels/links';
import { head } from '../../evidence/panels/labels';
import { cellsOf, columnsOf, type MatrixCells } from '../../evidence/matrix';
import { grantedBefore } from '../../decisions/queries/granted-before';
import { wavesOf } from '../../decisions/queries/wave-page';
import type { Instant } from '../../kernel/instant';
import { query } from '../../kernel/query';
import { refuse } from '../../kernel/refusal';
import { granted } from '../../kernel/result';
import { clientsInCommon } from '../../links/common-client';
import type { IdentifierKind } from '../../links/link';
import { commonClientsOf } from '../../links/queries/common-clients';
import { rarityInForce } from '../../links/queries/rarity-in-force';
import { neighbourhoodsOf } from '../../links/queries/neighbourhoods';
import { linkWeight, textWeight } from '../../links/weight';
import type { Band, InnocentStory } from '../../risk/assessment';
import { statedOdds } from '../../risk/words';
import { coveredAccounts } from '../../decisions/queries/covered-accounts';

const PAGE = 50;

export type RingLine = { id: string; name: string; size: number; open: number; kinds: readonly string[]; formedAt: Instant; endedAt: Instant | null; /** Null where this person may still be the second reader on one of its members. */ bands: Readonly<Partial<Record<Band, number>>> | null; stakeUsd: number };

/** Rings that stand, the largest stake first; with `ended` those that came apart, the latest first. */
export const ringList = query({
  name: 'ask.rings',
  input: z.object({ ended: z.boolean().default(false), page: z.number().int().min(1).max(1_000).default(1) }),
  async run({ input, actor, db, now }) {
    const { rows } = await db.execute<{ id: string; name: string; kinds: IdentifierKind[]; formed: number; ended: number | null; size: number; open: number; stake: number; bands: Partial<Record<Band, number>> | null; members: string[] }>(sql`
      select r.id, r.name, r.kinds, extract(epoch from r.formed_at)::float8 * 1000 as formed, extract(epoch from r.ended_at)::float8 * 1000 as ended, m.size, m.stake, m.bands, m.members,
        (select count(*) from cases c where c.ring = r.id and c.status <> 'settled')::int as open
      from rings r cross join lateral (
        select count(*)::int as size, coalesce(sum(a.stake_usd), 0)::float8 as stake, array_agg(m.account) as members,
          (select jsonb_object_agg(band, n) from (select s.band, count(*) as n from ring_members o join standings s on s.account = o.account where o.ring = r.id and o.left_at is null group by s.band) b) as bands
        from (select distinct account from ring_members where ring = r.id and (left_at is null or r.ended_at is not null)) m left join accounts a on a.account = m.account) m
      where (r.ended_at is not null) = ${input.ended}
      order by ${input.ended ? sql`r.ended_at desc, r.id` : sql`m.stake desc, r.id`} limit ${PAGE + 1} offset ${(input.page - 1) * PAGE}`);
    const shown = rows.slice(0, PAGE);
    const covered = await coveredAccounts(db, actor, shown.flatMap(({ members }) => members ?? []), now);
    return granted({
      rings: shown.map((row): RingLine => ({
        id: row.id, name: row.name, size: row.size, open: row.open, kinds: row.kinds.map((kind) => KIND_WORDS[kind]), formedAt: Math.round(row.formed), endedAt: row.ended === null ? null : Math.round(row.ended),
        bands: row.members?.some((account) => covered.has(account)) ? null : (row.bands ?? {}), stakeUsd: row.stake,
      })),
      more: rows.length > PAGE, now,
    });
  },
});

export type RingMember = {
  account: string; name: string; strength: number; joinedAt: Instant;
  /** Null where it is covered from a second reader, or not assessed yet. */
  band: Band | null; logOdds: number; covered: boolean; stakeUsd: number;
  cells: MatrixCells;
  case: { id: string; name: string; status: CaseStatus } | null;
  story: Pick<InnocentStory, 'words' | 'decides'> | null;
  /** That an appeal has undone its last measure, in words. */
  appealed: string | null;
};
export type RingLink = { id: string; label: string; kind: string; members: readonly string[]; accounts: number; hub: boolean; rarity: string | null; since: Instant; /** The clock that the account declares which showed it first; null for texts, which two wrote. */ there: string | null; nats: number };
export type RingStep = { at: Instant; words: string; /** The clock that everybody of the step declares; null where there is none, or two. */ there: string | null };

/** A ring: who is in it and how firmly, each on its own evidence, what ties them, and how it grew. */
export const ringPage = query({
  name: 'ask.rings',
  input: z.object({ ring: z.string().max(80) }),
  async run({ input, actor, now, db }) {
    if (input.ring.includes('\u0000')) return refuse('not-found');
    const [ring] = await db.select().from(rings).where(eq(rings.id, input.ring));
    if (!ring) return refuse('not-found', 'There is no such ring.');
    const all = await db.select().from(ringMembers).where(eq(ringMembers.ring, ring.id)).orderBy(desc(ringMembers.strength), ringMembers.account);
    const current = all.filter(({ leftAt }) => leftAt === null);
    const ids = current.map(({ account }) => account);
    const names = await namesOf(db, [...new Set(all.map(({ account }) => account))]);
    const [stood, held, covered, appealed] = await Promise.all([
      ids.length === 0 ? [] : db.select({ account: standings.account, content: standings.content }).from(standings).where(inArray(standings.account, ids)),
      ids.length === 0 ? [] : db.select().from(cases).where(inArray(cases.account, ids)).orderBy(cases.openedAt),
      coveredAccounts(db, actor, ids, now), grantedBefore(db, actor, ids, now),
    ]);
    const standing = new Map(stood.map(({ account, content }) => [account, content]));
    const columns = columnsOf(stood.map(({ content }) => content));
    const members = current.map((one): RingMember => {
      const at = standing.get(one.account);
      const isHidden = covered.has(one.account);
      const latest = held.filter(({ account }) => account === one.account).at(-1);
      return {
        account: one.account, name: names.get(one.account)?.name ?? one.account, strength: one.strength, joinedAt: one.joinedAt,
        band: at === undefined || isHidden ? null : at.band, logOdds: at === undefined || isHidden ? 0 : statedOdds(at), covered: isHidden, stakeUsd: names.get(one.account)?.stakeUsd ?? 0,
        cells: cellsOf(columns, at), case: latest === undefined ? null : { id: latest.id, name: caseName(latest), status: statusAt(caseOf(latest), now) },
        story: at?.innocent == null || isHidden ? null : { words: at.innocent.words, decides: at.innocent.decides },
        appealed: appealed.get(one.account) ?? null,
      };
    });
    return granted({
      id: ring.id, name: ring.name, formedAt: ring.formedAt, endedAt: ring.endedAt, kinds: ring.kinds.map((kind) => KIND_WORDS[kind as IdentifierKind] ?? kind),
      members: members.sort((a, b) => b.strength - a.strength || b.logOdds - a.logOdds || (a.account < b.account ? -1 : 1)), columns, links: await linksOf(db, ids, new Map(ids.map((account) => [account, names.get(account)?.zone ?? null])), now), waves: await wavesOf(db, ring.id), history: growthOf(all, names, ring), now,
    });
  },
});

async function namesOf(db: Database, ids: readonly string[]): Promise<ReadonlyMap<string, { name: string | null; stakeUsd: number; zone: string | null }>> {
  if (ids.length === 0) return new Map();
  const rows = await db.select({ account: accounts.account, name: accounts.name, stakeUsd: accounts.stakeUsd, zone: accounts.timeZone }).from(accounts).where(inArray(accounts.account, [...ids]));
  return new Map(rows.map(({ account, ...row }) => [account, row]));
}

/** Things drawn and listed at most. */
const LINKS_AT_MOST = 24;

async function linksOf(db: Database, members: readonly string[], zones: ReadonlyMap<string, string | null>, now: Instant): Promise<RingLink[]> {
  if (members.length === 0) return [];
  const rarity = await rarityInForce(db);
  const platform = rarity?.accounts ?? 0;
  const inside = new Set(members);
  const shared = new Map<string, RingLink>();
  /** When it was first shown, and by the clock of whom. */
  const firstOf = (account: string, at: Instant, known?: RingLink): Pick<RingLink, 'since' | 'there'> => (known !== undefined && known.since <= at ? { since: known.since, there: known.there } : { since: at, there: zones.get(account) ?? null });
  const around = await neighbourhoodsOf(db, members, rarity);
  for (const [account, neighbourhood] of around) {
    for (const one of neighbourhood.identifiers) {
      const mates = one.others.filter((other) => inside.has(other.account));
      if (!one.hub && mates.length === 0) continue;
      const key = `${one.kind} ${one.digest}`;
      const known = shared.get(key);
      const nats = one.hub ? 0 : Math.max(known?.nats ?? 0, ...mates.map((mate) => linkWeight(one, one.own, mate, platform)));
      shared.set(key, {
        id: key, label: labelOf(one.kind, one.digest), kind: KIND_WORDS[one.kind], members: [...(known?.members ?? []), account], accounts: one.accounts, hub: one.hub,
        rarity: one.hub ? null : rarityWords(one.share ?? (platform === 0 ? null : one.accounts / platform)), ...firstOf(account, one.own.firstAt, known), nats,
      });
    }
    for (const twin of neighbourhood.textTwins) {
      if (!inside.has(twin.account)) continue;
      const known = shared.get('texts');
      shared.set('texts', { id: 'texts', label: 'texts', kind: KIND_WORDS.text_shingles, members: [...new Set([...(known?.members ?? []), account])], accounts: new Set([...(known?.members ?? []), account]).size, hub: false, rarity: null, since: Math.min(known?.since ?? twin.at, twin.at), there: null, nats: Math.max(known?.nats ?? 0, textWeight(twin.jaccard)) });
    }
  }
  for (const { client, accounts: all, weighedAs, nats, workers } of await commonClientsOf(db, clientsInCommon(around, rarity, inside).slice(0, LINKS_AT_MOST), now)) {
    const [first] = [...workers].sort((a, b) => a.firstAt - b.firstAt);
    if (first === undefined) continue;
    const id = `client ${client}`;
    shared.set(id, { id, label: clientLabel(client), kind: weighedAs === all ? KIND_WORDS.client : `${KIND_WORDS.client}, weighed as one of ${weighedAs}`, members: workers.map(({ account }) => account), accounts: all, hub: false, rarity: rarityWords(platform === 0 ? null : all / platform), ...firstOf(first.account, first.firstAt), nats });
  }
  // A crowd says something of a ring only where most of it is in the crowd.
  return [...shared.values()].filter(({ hub, members: there }) => !hub || there.length > 1).sort((a, b) => b.nats - a.nats || b.members.length - a.members.length || (a.id < b.id ? -1 : 1)).slice(0, LINKS_AT_MOST);
}

function labelOf(kind: IdentifierKind, digest: string): string {
  if (kind === 'device_token') return `D-${head(digest)}`;
  if (kind === 'payout_instrument') return `P-${head(digest)}`;
  return `${KIND_WORDS[kind].split(' ')[0]} ${head(digest)}`;
}

type Membership = typeof ringMembers.$inferSelect;

/** Joinings and leavings of one moment in one line, oldest first. Who leaves and joins in one moment has stayed. */
export function growthOf(all: readonly Pick<Membership, 'account' | 'joinedAt' | 'leftAt'>[], names: ReadonlyMap<string, { name: string | null; zone: string | null }>, ring: { formedAt: Instant; endedAt: Instant | null }): RingStep[] {
  const steps = new Map<Instant, { joined: string[]; left: string[] }>();
  const stepAt = (at: Instant) => steps.get(at) ?? steps.set(at, { joined: [], left: [] }).get(at)!;
  for (const { account, joinedAt, leftAt } of all) {
    stepAt(joinedAt).joined.push(account);
    if (leftAt !== null) stepAt(leftAt).left.push(account);
  }
  const lines = [...steps].flatMap(([at, { joined, left }]) => {
    const line = (who: readonly string[], does: (one: boolean) => string): RingStep[] => {
      if (who.length === 0) return [];
      const zones = new Set(who.map((account) => names.get(account)?.zone ?? null));
      return [{ at, words: `${list(who.map((account) => names.get(account)?.name ?? account).sort())} ${does(who.length === 1)}`, there: zones.size === 1 ? [...zones][0]! : null }];
    };
    return [...line(joined.filter((account) => !left.includes(account)), (one) => (at === ring.formedAt ? 'form the ring' : one ? 'joins' : 'join')), ...line(left.filter((account) => !joined.includes(account)), (one) => (one ? 'leaves' : 'leave'))];
  });
  if (ring.endedAt !== null) lines.push({ at: ring.endedAt, words: 'The ring came apart', there: null });
  return lines.sort((a, b) => a.at - b.at);
}

function list(words: readonly string[]): string {
  const shown = words.length > 5 ? [...words.slice(0, 4), `${words.length - 4} more`] : words;
  return shown.length < 2 ? (shown[0] ?? '') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1) ?? ''}`;
}
