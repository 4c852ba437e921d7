import { desc, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '../../../db/client';
import { rarityTables } from '../../../db/schema';
import { entry } from '../../audit/entry';
import { platformInstant } from '../../enrichment/queries/histories';
import { pagesAhead } from '../../kernel/ahead';
import { command, done } from '../../kernel/command';
import { DAY, type Instant } from '../../kernel/instant';
import { refuse } from '../../kernel/refusal';
import { keyFor } from '../../kernel/secrets';
import { bandsOf, pairTexts } from './keep-likeness';
import { linkDigest } from './keep-links';
import { keepRings } from './keep-rings';
import { marketFigures } from './market-figures';
import { IndexRead } from '../queries/index-read';
import { ROUND_TRIP_PEERS, rarityTableOf, roundTripKey, type RarityContent, type RarityTable } from '../rarity';
import { BOILERPLATE_SHARE, shinglesOf } from '../text';

/** Frequencies are counted anew once there are this many times the accounts, or after this long. */
const GROWTH = 1.25;
const LONGEST = 30 * DAY;

/**
 * Counts anew how common device components and phrases are on the whole platform. At most once a day of event time; with `first` only where
 * nothing was counted yet.
 */
export const rebuildRarity = command({
  name: 'rarity.rebuild',
  input: z.object({ upTo: z.number().optional(), first: z.boolean().default(false) }),
  async run({ input, now, tx }) {
    await tx.execute(sql`lock table rarity_tables in exclusive mode`);
    const asOf = input.upTo ?? (await platformInstant(tx, now));
    if (asOf === null) return refuse('nothing-left', 'No events yet.');
    const [last] = await tx.select({ version: rarityTables.version, asOf: rarityTables.asOf, accounts: rarityTables.accounts }).from(rarityTables).orderBy(desc(rarityTables.version)).limit(1);
    if (last && input.first) return refuse('nothing-left', 'The tables were built before.');
    if (last && asOf - last.asOf < DAY) return refuse('nothing-left', 'The tables are less than a day old.');
    const counted = await tx.execute<{ n: number }>(sql`select count(*)::int as n from accounts`);
    const accounts = counted.rows[0]?.n ?? 0;
    if (accounts === 0) return refuse('nothing-left', 'No account has been assessed yet.');
    if (last && accounts < last.accounts * GROWTH && asOf - last.asOf < LONGEST) return refuse('nothing-left', 'The platform has hardly grown since the tables were built.');
    const content: Record<string, Record<string, number>> = { shingle: await phrasesIn(tx), client: await clientsIn(tx), ...(await marketFigures(tx, asOf)) };
    const traits = await tx.execute<{ kind: string; value: string; n: number }>(sql`select kind, value, count(*)::int as n from traits group by kind, value having count(*) > 1`);
    const key = keyFor('identifiers');
    for (const { kind, value, n } of traits.rows) {
      (content[kind] ??= {})[value] = n;
      // The same print as the index of identifiers knows it.
      if (kind === 'fingerprint') (content['fingerprint_link'] ??= {})[linkDigest('fingerprint', value, key)] = n;
    }
    for (const { asn, place, ms, accounts: n } of await roundTripsIn(tx, asOf)) {
      (content['round_trip'] ??= {})[roundTripKey(asn, place)] = ms;
      (content['round_trip_accounts'] ??= {})[roundTripKey(asn, place)] = n;
    }
    const version = (last?.version ?? 0) + 1;
    await tx.insert(rarityTables).values({ version, asOf, accounts, content: content satisfies RarityContent });
    const rarity = rarityTableOf({ version, builtAt: asOf, accounts }, content);
    await bandAnew(tx, rarity);
    await ringsAnew(tx, asOf, rarity);
    return done({ version, accounts }, entry('main', `counted how common devices and phrases are: table ${version} over ${accounts} accounts`, { refs: { rarity: String(version) } }));
  },
});

/** Accounts or texts that are read at a time. */
const PAGE = 1_000;

/** Phrases on so many profiles that they are boilerplate; the others need not be known one by one. */
async function phrasesIn(tx: Tx): Promise<Record<string, number>> {
  const holders = new Map<string, number>();
  let texts = 0;
  await pagesAhead<{ account: string; bodies: string[] }>(PAGE, async (last) => (
    // The newest text of each field stands for an account: an author's own rewrites do not make a phrase common.
    await tx.execute<{ account: string; bodies: string[] }>(sql`
      select account, array_agg(body) as bodies from (select distinct on (account, field) account, field, body from texts where account > ${last?.account ?? ''} order by account, field, at desc, event) t
      group by account order by account limit ${PAGE}`)).rows, async (page) => {
    for (const { bodies } of page) {
      texts += 1;
      for (const shingle of new Set(bodies.flatMap((body) => [...shinglesOf(body)]))) holders.set(shingle, (holders.get(shingle) ?? 0) + 1);
    }
  });
  const least = Math.max(3, texts * BOILERPLATE_SHARE * 0.5);
  return Object.fromEntries([...holders].filter(([, n]) => n >= least).sort(([a], [b]) => (a < b ? -1 : 1)));
}

async function clientsIn(tx: Tx): Promise<Record<string, number>> {
  const { rows } = await tx.execute<{ client: string; n: number }>(sql`
    select client, count(*)::int as n from accounts, unnest(clients) as client group by client having count(*) > 1 order by client`);
  return Object.fromEntries(rows.map(({ client, n }) => [client, n]));
}

type Text = { account: string; event: string; field: string; body: string; bands: number[] };

/** Every text, page by page. */
function eachText(tx: Tx, work: (page: readonly Text[]) => Promise<unknown>): Promise<void> {
  return pagesAhead<Text>(PAGE, async (last) => (await tx.execute<Text>(sql`
    select account, event, field, body, bands from texts where (account, event, field) > (${last?.account ?? ''}, ${last?.event ?? ''}, ${last?.field ?? ''}) order by account, event, field limit ${PAGE}`)).rows, async (page) => { await work(page); });
}

/** What is boilerplate has changed, and with it where texts are found. */
async function bandAnew(tx: Tx, rarity: RarityTable): Promise<void> {
  await eachText(tx, async (page) => {
    const moved = page.flatMap(({ account, event, field, body, bands: was }) => {
      const bands = bandsOf(body, rarity);
      return was.join() === bands.join() ? [] : [{ account, event, field, bands }];
    });
    if (moved.length > 0) {
      await tx.execute(sql`
        update texts t set bands = array(select jsonb_array_elements_text(r.bands)::int)
        from jsonb_to_recordset(${JSON.stringify(moved)}::jsonb) as r(account text, event text, field text, bands jsonb)
        where t.account = r.account and t.event = r.event and t.field = r.field`);
    }
  });
  await tx.execute(sql`delete from text_pairs`);
  await tx.execute(sql`update texts set alike = 0 where alike > 0`);
  const nameOf = (text: { account: string; event: string; field: string }): string => `${text.account} ${text.event} ${text.field}`;
  await eachText(tx, (page) => pairTexts(tx, page, rarity, (own, other) => nameOf(other) < nameOf(own)));
}

/** Round trips are counted over the last 90 days, of networks and known places on which they say how far somebody sits. */
const ROUND_TRIP_DAYS = 90;

/**
 * The usual round trip on each network and place: each account's median there, and the 25th percentile of those. It is the one of the other
 * accounts for everybody who lies above it: taking such a one out moves nothing below.
 */
async function roundTripsIn(tx: Tx, asOf: Instant): Promise<{ asn: number; place: string; ms: number; accounts: number }[]> {
  const { rows } = await tx.execute<{ asn: number; place: string; ms: number; accounts: number }>(sql`
    with sessions as (
      select e.account, f.asn, f.country as place, (e.data->>'rttMs')::float8 as ms
      from events e join session_facts f on f.account = e.account and f.event = e.id
      where e.type = 'session.seen' and jsonb_typeof(e.data->'rttMs') = 'number' and f.asn is not null and f.network_class <> 'mobile' and f.agreed and f.country is not null
        and e.at > ${new Date(asOf - ROUND_TRIP_DAYS * DAY).toISOString()}::timestamptz and e.at <= ${new Date(asOf).toISOString()}::timestamptz),
    medians as (select asn, place, account, percentile_disc(0.5) within group (order by ms) as ms from sessions group by asn, place, account),
    ranked as (select asn, place, ms, row_number() over (partition by asn, place order by ms) as nth, count(*) over (partition by asn, place) as n from medians)
    select asn, place, ms, n::int as accounts from ranked where n > ${ROUND_TRIP_PEERS} and nth = ceil((n - 1) * 0.25) order by asn, place`);
  return rows;
}

/** Weights follow the frequencies: every ring is partitioned anew, and members that moved wait to be assessed. */
async function ringsAnew(tx: Tx, asOf: Instant, rarity: RarityTable): Promise<void> {
  const partitioned = new Set<string>();
  // An index for each page, so that no more of the platform is in memory than two pages and what hangs together with them.
  const indices: IndexRead[] = [];
  await pagesAhead<{ account: string }>(PAGE, async (last) => {
    const { rows } = await tx.execute<{ account: string }>(sql`select account from accounts where account > ${last?.account ?? ''} order by account limit ${PAGE}`);
    const index = new IndexRead(tx);
    await index.sharedBy(rows.map((row) => row.account));
    indices.push(index);
    return rows;
  }, async (page) => {
    const moved = await keepRings(tx, page.map((row) => row.account).filter((account) => !partitioned.has(account)), asOf, rarity, indices.shift(), partitioned);
    await tx.execute(sql`
      insert into stale_accounts (account, since) select account, ${new Date(asOf).toISOString()}::timestamptz from unnest(${sql.param([...moved].sort())}::text[]) as r(account)
      on conflict (account) do update set since = least(stale_accounts.since, excluded.since)`);
  });
}
