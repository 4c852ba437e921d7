import { sql } from 'drizzle-orm';
import type { Tx } from '../../../db/client';
import { DAY, type Instant } from '../../kernel/instant';
import { ratesAt } from '../../policy/policy';
import { policyInForce } from '../../policy/queries/policy-in-force';
import { figureKey, LEAST_BIDDERS, priceRow } from '../rarity';

/** Prices and habits change over the year; a quarter has enough bids in most categories. [T] */
const WINDOW_DAYS = 90;
const DECILES = sql.raw('array[0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]::float8[]');

/**
 * How bids are priced and placed on the whole platform in the quarter before `asOf`, as content of a rarity table: price deciles for each
 * category and sort of price, deciles of bids a day, and the share of bids that became contracts. An account counts once in the prices,
 * by its median, so that whoever bids most does not make the market. Prices in currencies without a rate are left out.
 */
export async function marketFigures(tx: Tx, asOf: Instant): Promise<{ price: Record<string, number>; bidding: Record<string, number> }> {
  const rates = { ...ratesAt(await policyInForce(tx), asOf)?.usd, USD: 1 };
  const [from, to] = [new Date(asOf - WINDOW_DAYS * DAY).toISOString(), new Date(asOf).toISOString()];
  const within = sql`at > ${from}::timestamptz and at <= ${to}::timestamptz`;
  const prices = await tx.execute<{ category: string; hourly: boolean | null; bidders: number; deciles: number[] }>(sql`
    with own as (
      select e.account, e.data->>'category' as category, (e.data->>'hourly')::boolean as hourly,
        percentile_cont(0.5) within group (order by (e.data->'price'->>'amount')::float8 * r.value::float8) as usd
      from events e join jsonb_each_text(${JSON.stringify(rates)}::jsonb) r on r.key = e.data->'price'->>'currency'
      where e.type = 'bid.placed' and ${within} and e.data->>'category' is not null
      group by 1, 2, 3)
    select category, hourly, count(*)::int as bidders, percentile_cont(${DECILES}) within group (order by usd) as deciles
    from own group by category, hourly having count(*) >= ${LEAST_BIDDERS} order by category, hourly`);
  const { rows: [habits] } = await tx.execute<{ bidders: number; bids: number; contracts: number; deciles: number[] | null }>(sql`
    with days as (select account, floor(extract(epoch from at) / 86400) as day, count(*)::int as bids from events where type = 'bid.placed' and ${within} group by 1, 2)
    select count(distinct account)::int as bidders, coalesce(sum(bids), 0)::int as bids, percentile_cont(${DECILES}) within group (order by bids) as deciles,
      (select count(*)::int from events where type = 'contract.started' and ${within}) as contracts
    from days`);
  const price: Record<string, number> = {};
  for (const { category, hourly, bidders, deciles } of prices.rows) enter(price, priceRow(category, hourly), bidders, deciles);
  const bidding: Record<string, number> = {};
  if (habits && habits.deciles !== null && habits.bidders >= LEAST_BIDDERS) {
    enter(bidding, 'a day', habits.bidders, habits.deciles);
    if (habits.contracts > 0) bidding['taken'] = rounded(habits.contracts / habits.bids);
  }
  return { price, bidding };
}

function enter(figures: Record<string, number>, row: string, bidders: number, deciles: readonly number[]): void {
  figures[figureKey(row, 'bidders')] = bidders;
  deciles.forEach((value, index) => { figures[figureKey(row, `${index + 1}`)] = rounded(value); });
}

const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;
