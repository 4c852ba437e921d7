import type { AccountHistory, ClientReport, Contract, MessageFlag, Review } from '../../enrichment/history';
import type { Instant } from '../../kernel/instant';
import { linkWeight, textWeight } from '../../links/weight';
import type { Clock } from '../both-clocks';
import { clockOf, type Content, type PanelGiven, type Range } from './given';
import { shortDay, span } from './labels';
import { KIND_WORDS, workWords } from './links';
import { contractValue } from './who';

/** `outside`: nothing of it in the days shown. */
export type ClientContract = { id: string; says: string; outside?: boolean };
/** Another account that shares something with this one and has, or had, contracts with the same client. */
export type Colleague = { account: string; says: string };
export type ClientLine = {
  /** The platform's id; null for contracts of which it told no client. */
  client: string | null;
  /** Latest begun first; `more` beyond those. */
  contracts: readonly ClientContract[];
  more: number;
  /** Reviews, reports and marked messages, each in words. */
  said: readonly string[];
  colleagues: readonly Colleague[];
  /** Colleagues beyond those, where there are. */
  further?: number;
  outside?: boolean;
};
/** `account` for the way to its events; `more` clients beyond those told. */
export type Clients = Content<'clients', { account: string; clients: readonly ClientLine[]; more: number }>;

const MOST_CLIENTS = 12;
const MOST_CONTRACTS = 4;
const MOST_SAID = 6;
const MOST_COLLEAGUES = 12;

type Dealings = { contracts: Contract[]; reviews: Review[]; reports: ClientReport[]; flags: MessageFlag[] };

/** For whom the account works, what those clients said, and who of those that it shares something with works there as well. */
export function clients(given: PanelGiven): Clients {
  const { history } = given;
  const dealings = dealingsOf(history);
  if (dealings.size === 0) return { panel: 'clients', nothing: { words: 'No client has been told of', searched: 'Searched contracts, reviews, reports and marked messages since registration.' } };
  const ties = tiesOf(given);
  const lines = [...dealings].map(([client, own]) => ({ latest: latestOf(own), line: lineOf(given, client, own, ties) }));
  lines.sort((a, b) => Number(isTelling(b.line)) - Number(isTelling(a.line)) || b.latest - a.latest || ((a.line.client ?? '') < (b.line.client ?? '') ? -1 : 1));
  return { panel: 'clients', account: history.account, clients: lines.slice(0, MOST_CLIENTS).map(({ line }) => line), more: Math.max(0, lines.length - MOST_CLIENTS) };
}

/** What a reader looks for comes first, whenever it was. */
const isTelling = ({ said, colleagues }: ClientLine): boolean => colleagues.length > 0 || said.some((words) => !words.startsWith(REVIEWED));

function dealingsOf(history: AccountHistory): Map<string | null, Dealings> {
  const all = new Map<string | null, Dealings>();
  const of = (client: string | null): Dealings => {
    const known = all.get(client) ?? { contracts: [], reviews: [], reports: [], flags: [] };
    all.set(client, known);
    return known;
  };
  for (const each of history.contracts) of(each.client).contracts.push(each);
  for (const each of history.reviews) of(each.client).reviews.push(each);
  for (const each of history.clientReports) of(each.client).reports.push(each);
  for (const each of history.messageFlags) of(each.client).flags.push(each);
  return all;
}

const latestOf = ({ contracts, reviews, reports, flags }: Dealings): Instant => Math.max(...contracts.map(({ startedAt, endedAt }) => endedAt ?? startedAt ?? 0), ...[...reviews, ...reports, ...flags].map(({ at }) => at));

function lineOf(given: PanelGiven, client: string | null, { contracts, reviews, reports, flags }: Dealings, ties: ReadonlyMap<string, readonly string[]>): ClientLine {
  const { range } = given;
  const by = clockOf(given);
  const told = [...contracts].reverse().map((each) => contractOf(each, range, by));
  const said = [
    ...bySort('Reported', reports, ({ kind }) => kind, range, by), ...bySort('Message marked', flags, ({ flag }) => flag, range, by),
    ...(reviews.length === 0 ? [] : [`${REVIEWED}${(reviews.reduce((sum, { rating }) => sum + rating, 0) / reviews.length).toFixed(1)}${timesOf(reviews, range, by)}`]),
  ];
  const there = client === null ? [] : colleaguesAt(given, client, ties);
  const inside = told.some(({ outside }) => outside !== true) || [...reviews, ...reports, ...flags].some(({ at }) => isWithin(at, range));
  return {
    client, contracts: told.slice(0, MOST_CONTRACTS), more: Math.max(0, told.length - MOST_CONTRACTS),
    said: said.length > MOST_SAID ? [...said.slice(0, MOST_SAID - 1), `${said.length - MOST_SAID + 1} more`] : said,
    colleagues: there.slice(0, MOST_COLLEAGUES), ...(there.length > MOST_COLLEAGUES ? { further: there.length - MOST_COLLEAGUES } : {}), ...(inside ? {} : { outside: true }),
  };
}

const REVIEWED = 'Rated ';
const isWithin = (at: Instant, { from, to }: Range): boolean => at >= from && at <= to;

/** "2 Mar to 8 Sep, $2,500, paid by the hour" */
function contractOf(contract: Contract, { from, to }: Range, by: Clock): ClientContract {
  const { startedAt, endedAt } = contract;
  const when = startedAt === null ? (endedAt === null ? 'when is not told' : `ended ${shortDay(endedAt, by)}`) : endedAt === null ? `since ${shortDay(startedAt, by)}` : span(startedAt, endedAt, by);
  const outside = (startedAt ?? endedAt ?? from) > to || (endedAt !== null && endedAt < from);
  return { id: contract.contract, says: `${when}, ${contractValue(contract)}`, ...(outside ? { outside } : {}) };
}

/** ", 3 times, 2 Mar to 8 Sep; not in the days shown" */
function timesOf(rows: readonly { at: Instant }[], range: Range, by: Clock): string {
  const [first, last] = [rows[0]!.at, rows.at(-1)!.at];
  return `${rows.length === 1 ? '' : `, ${rows.length} times`}, ${span(first, last, by)}${rows.some(({ at }) => isWithin(at, range)) ? '' : '; not in the days shown'}`;
}

/** Rows of one sort in one line. */
function bySort<Row extends { at: Instant }>(lead: string, rows: readonly Row[], sortOf: (row: Row) => string, range: Range, by: Clock): string[] {
  return [...new Set(rows.map(sortOf))].map((sort) => `${lead}: ${sort.replaceAll('_', ' ')}${timesOf(rows.filter((row) => sortOf(row) === sort), range, by)}`);
}

/** What ties other accounts to this one, in words: what weighs something, and rings. A crowd ties nobody. */
function tiesOf({ history, neighbourhood: { identifiers, textTwins, photoTwins, ring }, rarity }: PanelGiven): Map<string, string[]> {
  const ties = new Map<string, string[]>();
  const add = (account: string, words: string): void => {
    const known = ties.get(account) ?? [];
    if (account !== history.account && !known.includes(words)) ties.set(account, [...known, words]);
  };
  for (const one of identifiers) for (const other of one.others) if (linkWeight(one, one.own, other, rarity?.accounts ?? 0) > 0) add(other.account, KIND_WORDS[one.kind]);
  for (const { account, jaccard } of textTwins) if (textWeight(jaccard) > 0) add(account, KIND_WORDS.text_shingles);
  for (const { account } of photoTwins) add(account, KIND_WORDS.photo);
  for (const { account } of ring?.members ?? []) add(account, 'one ring');
  return ties;
}

function colleaguesAt(given: PanelGiven, client: string, ties: ReadonlyMap<string, readonly string[]>): Colleague[] {
  const workers = given.clients.find((one) => one.client === client)?.workers ?? [];
  const clock = clockOf(given);
  return [...ties].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([account, by]): Colleague[] => {
    const card = given.neighbourhood.neighbours.get(account);
    const work = workers.find((each) => each.account === account);
    if (work === undefined && !card?.clients.includes(client)) return [];
    const began = card?.engagements.find((each) => each.client === client)?.at;
    const when = work !== undefined ? workWords(work, clock) : began === undefined ? 'when is not remembered' : `latest contract begun ${shortDay(began, clock)}`;
    return [{ account, says: `${when}; shares ${by.join(', ')}; ${referralWords(given, account, client)}` }];
  });
}

/** Whether either of the two told the platform openly of the other. */
function referralWords({ history, neighbourhood }: PanelGiven, account: string, client: string): string {
  const made = history.referrals.find((each) => each.to === account && (each.client === null || each.client === client));
  if (made !== undefined) return `referred openly, ${shortDay(made.at, clockOf({ history, range: { from: made.at, to: made.at } }))}`;
  return neighbourhood.neighbours.get(account)?.referred.includes(history.account) === true ? 'it referred this account openly' : 'no referral was disclosed';
}
