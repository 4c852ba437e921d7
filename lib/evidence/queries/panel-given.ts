import { eq, sql } from 'drizzle-orm';
import type { Database, Tx } from '../../../db/client';
import { accounts } from '../../../db/schema';
import { current, type AccountHistory } from '../../enrichment/history';
import { abreast } from '../../kernel/abreast';
import { present } from '../../kernel/assert';
import type { Instant } from '../../kernel/instant';
import { clientsInCommon, type CommonClient } from '../../links/common-client';
import type { Neighbourhood, PhotoTwin, TextTwin } from '../../links/link';
import { commonClientsOf } from '../../links/queries/common-clients';
import { neighbourhoodsOf } from '../../links/queries/neighbourhoods';
import { rarityInForce } from '../../links/queries/rarity-in-force';
import type { RarityTable } from '../../links/rarity';
import { jaccard, shinglesOf } from '../../links/text';
import type { Assessment } from '../../risk/assessment';
import { usualRange, type AlikeTexts, type PanelGiven, type Range } from '../panels/given';
import { handsOf } from '../panels/hands';
import { crowdsShown, type LinksGiven } from '../panels/links';

/** What was made of a history last, and of what else. */
const given = new WeakMap<AccountHistory, { assessment: Assessment; besides: string; made: PanelGiven }>();

/**
 * Reads everything that the panels of one account are made from, beside its history up to the instant of its assessment; null for an account without
 * events. The same object as before where neither history nor assessment nor anything that the links say has changed. A history that is
 * still being told is waited for while the links are read.
 */
export async function panelGiven(db: Database | Tx, account: string, assessment: Assessment, telling: AccountHistory | null | Promise<AccountHistory | null>): Promise<PanelGiven | null> {
  const [{ rarity, ...read }, history] = await Promise.all([readAround(db, account, assessment.assessedAt), telling]);
  if (history === null) return null;
  const besides = JSON.stringify([rarity?.version, rarity?.builtAt, read], (_, value: unknown) => (value instanceof Map ? [...value] : value));
  const known = given.get(history);
  if (known?.assessment === assessment && known.besides === besides) return known.made;
  const hands = handsOf(history, assessment, rarity);
  const made = { ...read, history, rarity, assessment, hands, name: current(history)?.name ?? account, range: usualRange(history, hands.turn?.at ?? null, assessment.assessedAt) };
  given.set(history, { assessment, besides, made });
  return made;
}

/** What the links say of an account. */
async function readAround(db: Database | Tx, account: string, asOf: Instant) {
  const rarity = await rarityInForce(db);
  const [around, tails] = await abreast([() => neighbourhoodOf(db, account, rarity), () => tailsOf(db, account)]);
  const neighbourhood = present(around, `links of ${account}`);
  const [clients, texts, crowds, pictures] = await abreast([
    () => clientsAround(db, account, neighbourhood, rarity, asOf), () => alikeTextsOf(db, account, neighbourhood.textTwins, rarity), () => crowdsOf(db, neighbourhood), () => picturesOf(db, neighbourhood.photoTwins),
  ]);
  return { rarity, neighbourhood, clients, tails, texts, crowds, pictures };
}

/** What the links around any account are made from, as they are by now; null for one that shows nothing and is in no list of accounts. */
export async function linksGiven(db: Database | Tx, account: string, now: Instant): Promise<LinksGiven | null> {
  const rarity = await rarityInForce(db);
  const [neighbourhood, [card], tails] = await abreast([() => neighbourhoodOf(db, account, rarity), async () => db.select({ zone: accounts.timeZone }).from(accounts).where(eq(accounts.account, account)), () => tailsOf(db, account)]);
  if (neighbourhood === undefined || card === undefined) return null;
  const [clients, crowds] = await abreast([() => clientsAround(db, account, neighbourhood, rarity, now), () => crowdsOf(db, neighbourhood)]);
  return { account, name: account, neighbourhood, clients, rarity, tails, crowds, range: null, by: { zone: card.zone, now } };
}

async function neighbourhoodOf(db: Database | Tx, account: string, rarity: RarityTable | null): Promise<Neighbourhood | undefined> {
  return (await neighbourhoodsOf(db, [account], rarity)).get(account);
}

function clientsAround(db: Database | Tx, account: string, neighbourhood: Neighbourhood, rarity: RarityTable | null, asOf: Instant): Promise<CommonClient[]> {
  return commonClientsOf(db, clientsInCommon(new Map([[account, neighbourhood]]), rarity), asOf);
}

/** The last signs of the account's instruments that may be shown, by digest. */
async function tailsOf(db: Database | Tx, account: string): Promise<Map<string, string>> {
  const { rows } = await db.execute<{ digest: string; tail: string }>(sql`
    select distinct data->>'instrument' as digest, data->>'instrumentTail' as tail from events
    where account = ${account} and type in ('payout.method_added', 'payout.sent') and data->>'instrumentTail' is not null and data->>'instrument' is not null`);
  return new Map(rows.map(({ digest, tail }) => [digest, tail]));
}

/** A crowd is counted no further than this: beyond it the number says no more. */
const COUNTED_TO = 10_000;

/** How large the crowds are that are shown. */
async function crowdsOf(db: Database | Tx, neighbourhood: Neighbourhood): Promise<Map<string, number>> {
  const hubs = crowdsShown(neighbourhood);
  if (hubs.length === 0) return new Map();
  const { rows } = await db.execute<{ kind: string; digest: string; accounts: number }>(sql`
    select k.kind, k.digest, (select count(*)::int from (select 1 from links l where l.kind = k.kind and l.digest = k.digest limit ${COUNTED_TO}) counted) as accounts
    from unnest(${sql.param(hubs.map(({ kind }) => kind))}::text[], ${sql.param(hubs.map(({ digest }) => digest))}::text[]) as k(kind, digest)`);
  return new Map(rows.map(({ kind, digest, accounts }) => [`${kind} ${digest}`, accounts]));
}

/** From when to when the pictures that are like ours were seen on their own accounts, by `account hash`. */
async function picturesOf(db: Database | Tx, twins: readonly PhotoTwin[]): Promise<Map<string, Range>> {
  if (twins.length === 0) return new Map();
  const { rows } = await db.execute<{ account: string; hash: string; first: number; last: number }>(sql`
    select l.account, l.digest as hash, extract(epoch from l.first_at)::float8 * 1000 as first, extract(epoch from l.last_at)::float8 * 1000 as last
    from unnest(${sql.param(twins.map(({ account }) => account))}::text[], ${sql.param(twins.map(({ theirs }) => theirs))}::text[]) as t(account, hash)
    join links l on l.kind = 'photo' and l.digest = t.hash and l.account = t.account`);
  return new Map(rows.map(({ account, hash, first, last }) => [`${account} ${hash}`, { from: Math.round(first), to: Math.round(last) }]));
}

type TextRow = { account: string; field: string; at: number; body: string };
const MOST_TWINS = 3;
/** Versions of one text that are compared to find the pair that is most alike. */
const MOST_VERSIONS = 20;

/** The texts behind the likest twins: of all versions of both, the two most alike. */
async function alikeTextsOf(db: Database | Tx, account: string, twins: readonly TextTwin[], rarity: RarityTable | null): Promise<AlikeTexts[]> {
  const likest = twins.slice(0, MOST_TWINS);
  if (likest.length === 0) return [];
  const { rows } = await db.execute<TextRow>(sql`
    select t.account, t.field, extract(epoch from t.at)::float8 * 1000 as at, t.body
    from unnest(${sql.param([account, ...new Set(likest.map((twin) => twin.account))])}::text[]) as a(account)
    cross join lateral (select * from texts where texts.account = a.account order by texts.at desc, texts.event limit ${MOST_VERSIONS}) t`);
  const shareOf = (shingle: string): number | null => rarity?.shareOf('shingle', shingle) ?? null;
  const cut = rows.map((row) => ({ ...row, at: Math.round(row.at), shingles: shinglesOf(row.body, shareOf) }));
  return likest.flatMap((twin): AlikeTexts[] => {
    const theirs = cut.filter((row) => row.account === twin.account && row.field === twin.field);
    const pairs = cut.filter((row) => row.account === account).flatMap((mine) => theirs.map((other) => ({ mine, other, alike: jaccard(mine.shingles, other.shingles) })));
    const best = pairs.sort((a, b) => b.alike - a.alike || b.other.at - a.other.at)[0];
    return best === undefined ? [] : [{ field: twin.field, mine: { at: best.mine.at, body: best.mine.body }, theirs: { account: twin.account, at: best.other.at, body: best.other.body }, jaccard: best.alike }];
  });
}
