import type { IdentifierKind, SharedIdentifier } from '../../links/link';
import { linkWeight, textWeight } from '../../links/weight';
import { tieTo } from '../../signals/sharing';
import type { Given } from '../../signals/signal';
import type { Content, PanelGiven } from './given';
import { grouped, head, instrumentLabel, plural } from './labels';

export type LinkedAccount = { id: string; label: string; role: 'self' | 'other'; href: string };
export type LinkedThing = { id: string; label: string; kind: string; accounts: number; hub: boolean; rarity: string | null };
export type Links = Content<'links', {
  accounts: readonly LinkedAccount[]; identifiers: readonly LinkedThing[]; edges: readonly { account: string; identifier: string; weight: number; solid: boolean }[];
  why: readonly { identifier: string; words: string }[]; describe: string;
}>;

export const KIND_WORDS: Readonly<Record<IdentifierKind, string>> = {
  device_token: 'device', fingerprint: 'build of a device', ip: 'home address', exit_ip: 'exit address', payout_instrument: 'payout instrument', document: 'document', phone: 'phone',
  email: 'e-mail', photo: 'photo', portfolio_url: 'portfolio page', text_shingles: 'near-copied text',
};
/** A link of fewer nats does not count by itself: e-fold, the border of weak evidence. */
const COUNTS_ALONE = 1;
/** Things drawn at most, crowds apart; what weighs nothing comes last and falls out first. */
const MOST_THINGS = 8;
const MOST_CROWDS = 3;

/** What the account shares, with whom, and how rare that is. Other accounts are shown by their ids; a crowd links nobody. */
export function links(given: PanelGiven): Links {
  const { history, neighbourhood, rarity, name } = given;
  const platform = rarity?.accounts ?? 0;
  const shared = neighbourhood.identifiers.filter((one) => one.hub || one.others.length > 0).map((one) => ({ one, weights: one.others.map((other) => ({ account: other.account, weight: linkWeight(one, one.own, other, platform) })) }));
  const weighed = shared.sort((a, b) => heaviest(b.weights) - heaviest(a.weights) || b.one.accounts - a.one.accounts || (keyOf(a.one) < keyOf(b.one) ? -1 : 1));
  const ordered = [...weighed.filter(({ one }) => !one.hub).slice(0, MOST_THINGS), ...weighed.filter(({ one }) => one.hub).slice(0, MOST_CROWDS)];
  if (ordered.length === 0 && neighbourhood.textTwins.length === 0) return { panel: 'links', nothing: { words: 'No linked accounts found', searched: 'Searched devices, addresses, payout instruments, documents, contacts, photos and texts.' } };
  const self = history.account;
  const twins = neighbourhood.textTwins.length === 0 ? [] : [{ id: 'text', accounts: [...new Set(neighbourhood.textTwins.map(({ account }) => account))] }];
  const others = new Set([...ordered.flatMap(({ weights }) => weights.map(({ account }) => account)), ...twins.flatMap(({ accounts }) => accounts)]);
  const edges = [
    ...ordered.flatMap(({ one, weights }) => [edge(self, keyOf(one), heaviest(weights)), ...weights.map(({ account, weight }) => edge(account, keyOf(one), weight))]),
    ...twins.flatMap(({ id }) => [
      edge(self, id, Math.max(...neighbourhood.textTwins.map((twin) => textWeight(twin.jaccard)))),
      ...bestTwins(given).map(([account, likeness]) => edge(account, id, textWeight(likeness))),
    ]),
  ];
  return {
    panel: 'links',
    accounts: [{ id: self, label: name, role: 'self', href: addressOf(self) }, ...[...others].sort().map((account) => ({ id: account, label: account, role: 'other' as const, href: addressOf(account) }))],
    identifiers: [
      ...ordered.map(({ one }) => thing(given, one, platform)),
      ...twins.map(({ id, accounts }) => ({ id, label: 'texts', kind: KIND_WORDS.text_shingles, accounts: accounts.length + 1, hub: false, rarity: null })),
    ],
    edges,
    why: [...ordered.map(({ one }) => ({ identifier: keyOf(one), words: whyOf(given, one) })), ...twins.map(({ id }) => ({ identifier: id, words: 'Texts alike beyond chance, common phrases taken out' }))],
    describe: describe(given, ordered.map(({ one }) => one), others.size),
  };
}

const keyOf = ({ kind, digest }: Pick<SharedIdentifier, 'kind' | 'digest'>): string => `${kind} ${digest}`;
const addressOf = (account: string): string => `/accounts/${encodeURIComponent(account)}`;
const heaviest = (weights: readonly { weight: number }[]): number => Math.max(0, ...weights.map(({ weight }) => weight));
const edge = (account: string, identifier: string, weight: number) => ({ account, identifier, weight: Math.round(weight * 100) / 100, solid: weight >= COUNTS_ALONE });

function bestTwins({ neighbourhood }: PanelGiven): [string, number][] {
  const best = new Map<string, number>();
  for (const { account, jaccard } of neighbourhood.textTwins) best.set(account, Math.max(best.get(account) ?? 0, jaccard));
  return [...best];
}

function thing(given: PanelGiven, one: SharedIdentifier, platform: number): LinkedThing {
  const accounts = one.hub ? (given.crowds.get(keyOf(one)) ?? one.accounts) : one.accounts;
  return { id: keyOf(one), label: labelOf(given, one), kind: KIND_WORDS[one.kind], accounts, hub: one.hub, rarity: one.hub ? null : rarityWords(one.share ?? (platform === 0 ? null : accounts / platform)) };
}

function labelOf({ tails }: PanelGiven, { kind, digest }: SharedIdentifier): string {
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

function whyOf(given: PanelGiven, one: SharedIdentifier): string {
  if (one.hub) return 'Shown by too many to say anything';
  const asked: Given = { history: given.history, neighbourhood: given.neighbourhood, rarity: given.rarity, asOf: given.assessment.assessedAt };
  const tied = one.others.filter((other) => tieTo(asked, given.neighbourhood.neighbours.get(other.account) ?? null).tie !== null).length;
  const together = one.others.some((other) => other.firstAt <= one.own.lastAt && one.own.firstAt <= other.lastAt);
  return [
    `${plural(one.others.length, 'other')}${!HANDED_ON.has(one.kind) ? '' : together ? ', at one time' : ', one after another'}`,
    tied === one.others.length ? 'declared or registered together' : tied > 0 ? `${tied} of them declared` : 'undeclared',
  ].join('; ');
}

function describe({ name, crowds }: PanelGiven, shared: readonly SharedIdentifier[], others: number): string {
  const things = shared.filter(({ hub }) => !hub).length;
  const hubs = shared.filter(({ hub }) => hub);
  const crowd = hubs.length === 0 ? '' : ` ${plural(hubs.length, 'identifier is a crowd', 'identifiers are crowds')} of up to ${grouped(Math.max(...hubs.map((one) => crowds.get(keyOf(one)) ?? one.accounts)))} accounts and link nobody.`;
  return `Links: ${name} shares ${plural(things, 'identifier')} with ${plural(others, 'other account')}.${crowd} A table follows.`;
}
