import type { CommonClient, WorkFor } from '../../links/common-client';
import type { IdentifierKind, Link, Neighbourhood, PhotoTwin, SharedIdentifier } from '../../links/link';
import type { RarityTable } from '../../links/rarity';
import { linkWeight, nearPhotoWeight, textWeight } from '../../links/weight';
import { timesLikelier } from '../../risk/words';
import { tieTo } from '../../signals/sharing';
import type { Given } from '../../signals/signal';
import type { Clock } from '../both-clocks';
import { clockOf, type Content, type PanelGiven, type Range } from './given';
import { grouped, head, instrumentLabel, plural, span } from './labels';

export type LinkedAccount = { id: string; label: string; role: 'self' | 'other'; href: string };
/** `outside`: the account showed it only before or after the days shown. */
export type LinkedThing = { id: string; label: string; kind: string; accounts: number; hub: boolean; rarity: string | null; outside?: boolean; /** The platform's id, where it is a client. */ client?: string };
/** `says` why the two are joined: when, at one time or not, and how much it counts; packets sealed earlier lack it. `outside`: so only before or after the days shown. */
export type LinkedEdge = { account: string; identifier: string; weight: number; solid: boolean; says?: string; outside?: boolean };
export type LinkPiece = { accounts: readonly LinkedAccount[]; identifiers: readonly LinkedThing[]; edges: readonly LinkedEdge[]; why: readonly { identifier: string; words: string }[] };
export type Links = Content<'links', LinkPiece & { describe: string }>;

/** What the links around an account are made from; `range` null where no days are chosen. */
export type LinksGiven = { account: string; name: string; neighbourhood: Neighbourhood; /** Clients in common with those who share something, the heaviest first. */ clients: readonly CommonClient[]; rarity: RarityTable | null; crowds: ReadonlyMap<string, number>; tails: ReadonlyMap<string, string>; range: Range | null; by: Clock };

export const KIND_WORDS: Readonly<Record<IdentifierKind, string>> = {
  device_token: 'device', fingerprint: 'build of a device', ip: 'home address', exit_ip: 'exit address', payout_instrument: 'payout instrument', document: 'document', phone: 'phone',
  email: 'e-mail', photo: 'photo', portfolio_url: 'portfolio page', text_shingles: 'near-copied text', client: 'client',
};
/** A link of fewer nats does not count by itself: e-fold, the border of weak evidence. */
const COUNTS_ALONE = 1;
/** Things drawn at most, crowds apart; what weighs nothing comes last and falls out first. */
const MOST_THINGS = 8;
const MOST_CROWDS = 3;
const MOST_CLIENTS = 3;
/** Pictures that others have in nearly the same bits. */
const MOST_PICTURES = 3;

/** What the account shares, with whom, and how rare that is. Other accounts are shown by their ids; a crowd links nobody. */
export function links(given: PanelGiven): Links {
  const { history, neighbourhood } = given;
  const around: LinksGiven = { ...given, account: history.account, by: clockOf(given) };
  const chosen = chosenOf(around, MOST_THINGS);
  if (chosen.length === 0 && neighbourhood.textTwins.length === 0 && neighbourhood.photoTwins.length === 0 && given.clients.length === 0) return { panel: 'links', nothing: { words: 'No linked accounts found', searched: `Searched ${SOURCES.length} sources, nothing shared: ${SOURCES.join(', ')}.` } };
  const piece = pieceOf(around, chosen, (one) => tieWords(given, one));
  return { panel: 'links', ...piece, describe: describe(given, chosen.map(({ one }) => one), piece.accounts.length - 1) };
}

const SOURCES = ['devices', 'addresses', 'payout instruments', 'documents', 'contacts', 'photos', 'texts'] as const;
/** Of an account that somebody walks on to, more is told: it is read where there is room. */
const MOST_AROUND = 24;

/** What another account shares, for whoever follows the links on to it. How openly it belongs to others is told on its own page. */
export function linksAround(given: LinksGiven): LinkPiece {
  return pieceOf(given, chosenOf(given, MOST_AROUND), () => null);
}

/** Of a crowd only its size is told, and every one is as much a crowd as the next: the first few by name stand for them. */
export function crowdsShown({ identifiers }: Neighbourhood): SharedIdentifier[] {
  return identifiers.filter(({ hub }) => hub).sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)).slice(0, MOST_CROWDS);
}

type Chosen = { one: SharedIdentifier; weights: readonly { other: Link; weight: number }[] };

/** The heaviest first, crowds last. */
function chosenOf({ neighbourhood, rarity }: LinksGiven, most: number): Chosen[] {
  const platform = rarity?.accounts ?? 0;
  const shared = neighbourhood.identifiers.filter((one) => !one.hub && one.others.length > 0).map((one) => ({ one, weights: one.others.map((other) => ({ other, weight: linkWeight(one, one.own, other, platform) })) }));
  const weighed = shared.sort((a, b) => heaviest(b.weights) - heaviest(a.weights) || b.one.accounts - a.one.accounts || (keyOf(a.one) < keyOf(b.one) ? -1 : 1));
  return [...weighed.slice(0, most), ...crowdsShown(neighbourhood).map((one) => ({ one, weights: [] }))];
}

function pieceOf(given: LinksGiven, chosen: readonly Chosen[], tied: (one: SharedIdentifier) => string | null): LinkPiece {
  const { account: self, name, neighbourhood: { textTwins }, rarity, range, by } = given;
  const pictures = picturesOf(given, chosen);
  const clients = given.clients.slice(0, MOST_CLIENTS);
  const platform = rarity?.accounts ?? 0;
  const best = bestTwins(textTwins);
  // Texts alike are no one thing: they are alike to this account's.
  const text = `text ${self}`;
  const others = new Set([...chosen.flatMap(({ weights }) => weights.map(({ other }) => other.account)), ...best.map(([account]) => account), ...pictures.flatMap(({ twins }) => twins.map(({ account }) => account)), ...clients.flatMap(({ workers }) => workers.map(({ account }) => account))].filter((account) => account !== self));
  const edges = [
    ...chosen.flatMap(({ one, weights }) => [
      edge(self, idOf(one), heaviest(weights), one.hub ? 'Shown by too many to say anything' : timesOf(one.own, by), isOutside(one.own, range)),
      ...weights.map(({ other, weight }) => edge(other.account, idOf(one), weight, `${timesOf(other, by)}${togetherWords(one, other)}; ${countsWords(weight)}`, isOutside(other, range))),
    ]),
    ...(best.length === 0 ? [] : [edge(self, text, Math.max(...best.map(([, likeness]) => textWeight(likeness))), 'Its own text')]),
    ...best.map(([account, likeness]) => edge(account, text, textWeight(likeness), `${likeness.toFixed(2)} of the rarer phrases are the same`)),
    ...pictures.flatMap(({ id, twins, drawn }) => [...(drawn ? [] : [edge(self, id, heaviest(twins), 'Its own picture')]), ...twins.map(({ account, bits, weight }) => edge(account, id, weight, `${bits} of 64 bits apart; ${countsWords(weight)}`))]),
    ...clients.flatMap((one) => one.workers.map((each) => edge(each.account, clientId(one), one.nats, each.account === self ? workWords(each, by) : `${workWords(each, by)}; ${countsWords(one.nats)}`, isLater(each, range)))),
  ];
  return {
    accounts: [{ id: self, label: name, role: 'self', href: addressOf(self) }, ...[...others].sort().map((account) => ({ id: account, label: account, role: 'other' as const, href: addressOf(account) }))],
    identifiers: [
      ...chosen.map(({ one }) => thing(given, one, platform)),
      ...(best.length === 0 ? [] : [{ id: text, label: 'texts', kind: KIND_WORDS.text_shingles, accounts: best.length + 1, hub: false, rarity: null }]),
      ...pictures.flatMap(({ id, label, accounts, drawn }) => (drawn ? [] : [{ id, label, kind: KIND_WORDS.photo, accounts, hub: false, rarity: null }])),
      ...clients.map((one): LinkedThing => ({ id: clientId(one), label: clientLabel(one.client), kind: KIND_WORDS.client, accounts: one.accounts, hub: false, rarity: rarityWords(platform === 0 ? null : one.accounts / platform), client: one.client, ...(one.workers.some((each) => each.account === self && isLater(each, range)) ? { outside: true } : {}) })),
    ],
    edges,
    why: [
      ...chosen.map(({ one }) => ({ identifier: idOf(one), words: one.hub ? 'Shown by too many to say anything' : [othersWords(one), tied(one)].filter((words) => words !== null).join('; ') })),
      ...(best.length === 0 ? [] : [{ identifier: text, words: 'Texts alike beyond chance, common phrases taken out' }]),
      ...pictures.flatMap(({ id, twins, drawn }) => (drawn ? [] : [{ identifier: id, words: `${plural(twins.length, 'other')}, ${withinBits(Math.max(...twins.map(({ bits }) => bits)))}` }])),
      ...clients.map((one) => ({ identifier: clientId(one), words: clientWords(one) })),
    ],
  };
}

const withinBits = (bits: number): string => (bits === 0 ? 'the same to the bit' : `within ${bits} of 64 bits`);
const keyOf = ({ kind, digest }: Pick<SharedIdentifier, 'kind' | 'digest'>): string => `${kind} ${digest}`;
/** Enough of the digest to know it again on the page; never all of it. */
const idOf = ({ kind, digest }: Pick<SharedIdentifier, 'kind' | 'digest'>): string => `${kind} ${digest.slice(0, 16)}`;
const addressOf = (account: string): string => `/accounts/${encodeURIComponent(account)}`;
const heaviest = (weights: readonly { weight: number }[]): number => Math.max(0, ...weights.map(({ weight }) => weight));
const edge = (account: string, identifier: string, weight: number, says: string, outside = false): LinkedEdge => ({ account, identifier, weight: Math.round(weight * 100) / 100, solid: weight >= COUNTS_ALONE, says: `${says}${outside ? '; not in the days shown' : ''}`, ...(outside ? { outside } : {}) });
const isOutside = ({ firstAt, lastAt }: Pick<Link, 'firstAt' | 'lastAt'>, range: Range | null): boolean => range !== null && (lastAt < range.from || firstAt > range.to);
/** Of contracts it is known when they began: one from before may go on in the days shown. */
const isLater = ({ firstAt }: WorkFor, range: Range | null): boolean => range !== null && firstAt > range.to;

/** "12 Sep to 3 Nov, on 41 days" */
const timesOf = ({ firstAt, lastAt, days }: Link, by: Clock): string => `${span(firstAt, lastAt, by)}, on ${plural(days, 'day')}`;
const countsWords = (weight: number): string => (timesLikelier(weight).includes('chance') ? 'counts no more than chance' : `${timesLikelier(weight)} to belong together`);
/** "2 contracts, begun 12 Sep to 3 Nov" */
export const workWords = ({ contracts, firstAt, lastAt }: WorkFor, by: Clock): string => `${plural(contracts, 'contract')}, begun ${span(firstAt, lastAt, by)}`;
const clientId = ({ client }: Pick<CommonClient, 'client'>): string => `client ${client}`;
const LONGEST_LABEL = 14;
/** A client goes by the platform's own id; a long one is cut. */
export const clientLabel = (client: string): string => (client.length > LONGEST_LABEL ? `${client.slice(0, LONGEST_LABEL - 1)}…` : client);
/** Of whom it is a client, and that it ties nobody by itself. */
export function clientWords({ client, accounts, weighedAs }: CommonClient): string {
  const later = weighedAs === accounts ? '' : `, weighed as one of ${grouped(weighedAs)}: how common clients are is counted once a day at most`;
  return `${clientLabel(client) === client ? 'Client' : `Client ${client}`} of ${plural(accounts, 'account')}${later}; counts only beside something else that is shared`;
}
const areTogether = (a: Link, b: Link): boolean => a.firstAt <= b.lastAt && b.firstAt <= a.lastAt;
const togetherWords = (one: SharedIdentifier, other: Link): string => (!HANDED_ON.has(one.kind) ? '' : areTogether(one.own, other) ? '; at one time with it' : '; not at one time with it');

function bestTwins(twins: Neighbourhood['textTwins']): [string, number][] {
  const best = new Map<string, number>();
  for (const { account, jaccard } of twins) best.set(account, Math.max(best.get(account) ?? 0, jaccard));
  return [...best];
}

type NearPicture = { id: string; label: string; accounts: number; /** It is drawn already, for those who show it to the bit. */ drawn: boolean; twins: readonly { account: string; bits: number; weight: number }[] };

/** Pictures of the account that others show a few bits changed, the nearest of each of theirs; who shows one to the bit as well is linked by that. */
function picturesOf({ neighbourhood: { photoTwins }, rarity, tails }: LinksGiven, chosen: readonly Chosen[]): NearPicture[] {
  const byHash = new Map<string, Map<string, PhotoTwin>>();
  for (const twin of photoTwins) {
    const own = byHash.get(twin.own) ?? new Map<string, PhotoTwin>();
    byHash.set(twin.own, own);
    if (twin.bits < (own.get(twin.account)?.bits ?? Infinity)) own.set(twin.account, twin);
  }
  const pictures = [...byHash].map(([digest, own]): NearPicture => {
    const picture = { kind: 'photo', digest } as const;
    const equal = chosen.find(({ one }) => keyOf(one) === keyOf(picture))?.one;
    const twins = [...own.values()].filter(({ account }) => !equal?.others.some((other) => other.account === account)).map(({ account, bits, accounts = 2 }) => ({ account, bits, weight: nearPhotoWeight(accounts, rarity?.accounts ?? 0) }));
    return { id: idOf(picture), label: labelOf({ tails }, picture), accounts: twins.length + 1, drawn: equal !== undefined, twins };
  });
  return pictures.filter(({ twins }) => twins.length > 0).sort((a, b) => heaviest(b.twins) - heaviest(a.twins) || b.twins.length - a.twins.length || (a.id < b.id ? -1 : 1)).slice(0, MOST_PICTURES);
}

function thing(given: LinksGiven, one: SharedIdentifier, platform: number): LinkedThing {
  const accounts = one.hub ? (given.crowds.get(keyOf(one)) ?? one.accounts) : one.accounts;
  const outside = isOutside(one.own, given.range);
  return { id: idOf(one), label: labelOf(given, one), kind: KIND_WORDS[one.kind], accounts, hub: one.hub, rarity: one.hub ? null : rarityWords(one.share ?? (platform === 0 ? null : accounts / platform)), ...(outside ? { outside } : {}) };
}

function labelOf({ tails }: Pick<LinksGiven, 'tails'>, { kind, digest }: Pick<SharedIdentifier, 'kind' | 'digest'>): string {
  if (kind === 'payout_instrument') return instrumentLabel(digest, tails);
  if (kind === 'device_token') return `D-${head(digest)}`;
  return `${KIND_WORDS[kind].split(' ')[0]} ${head(digest)}`;
}

/** "1 in 9,400": two figures, since the tables count accounts of one platform. */
export function rarityWords(share: number | null): string | null {
  if (share === null || share <= 0) return null;
  const one = Math.max(1, 1 / share);
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(one)) - 1);
  return `1 in ${grouped(Math.round(one / unit) * unit)}`;
}

/** Things that can be in use by one at a time; a document or a payout instrument is held for life. */
const HANDED_ON: ReadonlySet<IdentifierKind> = new Set(['device_token', 'fingerprint', 'ip', 'exit_ip']);

const othersWords = (one: SharedIdentifier): string => `${plural(one.others.length, 'other')}${!HANDED_ON.has(one.kind) ? '' : one.others.some((other) => areTogether(one.own, other)) ? ', at one time' : ', one after another'}`;

/** How openly those who share it belong together. */
function tieWords(given: PanelGiven, one: SharedIdentifier): string {
  const asked: Given = { history: given.history, neighbourhood: given.neighbourhood, rarity: given.rarity, asOf: given.assessment.assessedAt };
  const tied = one.others.filter((other) => tieTo(asked, given.neighbourhood.neighbours.get(other.account) ?? null).tie !== null).length;
  return tied === one.others.length ? 'declared or registered together' : tied > 0 ? `${tied} of them declared` : 'undeclared';
}

function describe({ name, crowds, clients, neighbourhood: { photoTwins } }: PanelGiven, shared: readonly SharedIdentifier[], others: number): string {
  const things = shared.filter(({ hub }) => !hub).length;
  const hubs = shared.filter(({ hub }) => hub);
  const crowd = hubs.length === 0 ? '' : ` ${plural(hubs.length, 'identifier is a crowd', 'identifiers are crowds')} of up to ${grouped(Math.max(...hubs.map((one) => crowds.get(keyOf(one)) ?? one.accounts)))} accounts and link nobody.`;
  return `Links: ${name} shares ${plural(things, 'identifier')} with ${plural(others, 'other account')}${clients.length === 0 ? '' : `, and works for ${plural(Math.min(MOST_CLIENTS, clients.length), 'client')} of theirs`}.${photoTwins.length === 0 ? '' : ` A picture like one of theirs is on ${plural(new Set(photoTwins.map(({ account }) => account)).size, 'other account')}.`}${crowd} A table follows.`;
}
