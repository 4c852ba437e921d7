import type { Contract } from '../../enrichment/history';
import { DAY } from '../../kernel/instant';
import { FEW_ON_LINE } from '../../links/notice';
import { tiesIn } from '../../links/tie';
import { abstains, found, quiet } from '../reading';
import { tieExplanation, tieTo } from '../sharing';
import type { Finding, Given, Signal } from '../signal';
import type { Explanation } from '../weight';

const REVIEW_DAYS = 30;
/** Reviews of the account and of each fellow, and fellows, before one circle of clients says anything. [T] */
const REVIEWS = 2;
const FELLOWS = 2;
const CLIENTS = 2;

/**
 * P5. A client paid from an instrument of this account, or worked on its device or over its exit or line (one that few use); or the reviews of
 * this account and of at least two firmly tied ones come from no more than two clients within 30 days, the same for all.
 * Source: US advisory of 16 May 2022 (client accounts that share the developer's payment account); domain.md section 2.
 */
export const selfDealing: Signal = {
  id: 'P5',
  version: 1,
  title: 'Client and freelancer are not apart',
  family: 'payout',
  halfLifeDays: 90,
  weight: 3.2,
  exhibit: 'graph',
  innocent: ['An employer who hires through the platform and lends machines', 'A relative or friend who gave the first order', 'A test order'],
  decides: 'Who the client is, and what was delivered for the money',
  declarations: ['household', 'agency'],
  read(given) {
    const { history } = given;
    const told = history.contracts.filter((each) => each.clientInstrument !== null || each.clientDevice !== null || each.clientIp !== null);
    if (told.length === 0 && history.reviews.length === 0) return abstains('what clients paid from or worked on, or reviews');
    const shared = told.flatMap((contract) => sharedWith(given, contract));
    const circle = circleOf(given);
    if (shared.length === 0 && circle === null) return quiet;
    const kinds = new Set(shared.map((each) => each.kind));
    const heaviest = Math.max(kinds.has('payout_instrument') ? 2.7 : 0, kinds.has('device_token') ? 2.6 : 0, kinds.has('ip') || kinds.has('exit_ip') ? 2 : 0, circle === null ? 0 : 2.1);
    const events = [...shared.flatMap((each) => each.contract.events), ...(circle?.events ?? [])];
    const instants = [...shared.flatMap(({ contract }) => [contract.startedAt, contract.endedAt].filter((at) => at !== null)), ...(circle ? [circle.firstAt, circle.lastAt] : [])];
    const clients = new Set(shared.map((each) => each.contract.client));
    const explained: (Explanation | null)[] = [outsideClients(given, shared), circle && shared.length === 0 ? tieExplanation(circle.tied) : null];
    return found(selfDealing, {
      llr: Math.min(3.2, heaviest + 0.25 * (kinds.size + (circle === null ? 0 : 1) - 1)),
      quality: 1,
      firstAt: instants.reduce((first, at) => Math.min(first, at), given.asOf),
      lastAt: instants.reduce((last, at) => Math.max(last, at), 0),
      value: { contracts: new Set(shared.map((each) => each.contract.contract)).size, instrument: kinds.has('payout_instrument'), device: kinds.has('device_token'), line: kinds.has('ip') || kinds.has('exit_ip'), circle: circle?.accounts ?? 0 },
      words: shared.length > 0
        ? `${clients.size === 1 ? 'A client' : `${clients.size} clients`} used ${kinds.has('payout_instrument') ? 'a payout method' : kinds.has('device_token') ? 'a device' : 'a line'} of this very account.`
        : `${circle!.accounts} tied accounts were reviewed by the same ${circle!.clients === 1 ? 'client' : `${circle!.clients} clients`} within 30 days.`,
      evidence: events,
      identifiers: shared.map(({ kind, digest }) => ({ kind, digest })),
      explained: explained.filter((each) => each !== null),
    });
  },
};

type Shared = Finding['identifiers'][number] & { contract: Contract };

function sharedWith(given: Given, contract: Contract): Shared[] {
  if ((contract.startedAt ?? contract.endedAt ?? Infinity) > given.asOf) return [];
  const own = (kind: Finding['identifiers'][number]['kind'], digest: string | null, few = Infinity): Shared[] => {
    if (digest === null) return [];
    const held = given.neighbourhood.identifiers.find((each) => each.kind === kind && each.digest === digest);
    return held !== undefined && !held.hub && held.accounts <= few ? [{ kind, digest, contract }] : [];
  };
  const instrument = given.history.instruments.some((each) => each.instrument === contract.clientInstrument) || given.history.payouts.some((each) => each.instrument === contract.clientInstrument);
  const device = given.history.stretches.some((each) => each.device?.token != null && each.device.token === contract.clientDevice);
  return [
    ...(instrument && contract.clientInstrument !== null ? [{ kind: 'payout_instrument' as const, digest: contract.clientInstrument, contract }] : []),
    ...(device && contract.clientDevice !== null ? [{ kind: 'device_token' as const, digest: contract.clientDevice, contract }] : []),
    ...own('exit_ip', contract.clientIp, FEW_ON_LINE), ...own('ip', contract.clientIp, FEW_ON_LINE),
  ];
}

/** Tied accounts whose reviews of the last 30 days all come from the one or two clients that reviewed this one. */
function circleOf(given: Given): { accounts: number; clients: number; events: string[]; firstAt: number; lastAt: number; tied: ReturnType<typeof tieTo>[] } | null {
  const { history, neighbourhood, rarity, asOf } = given;
  const last = history.reviews.at(-1)?.at ?? -Infinity;
  const own = history.reviews.filter((each) => each.at <= asOf && each.at > last - REVIEW_DAYS * DAY);
  const clients = new Set(own.map((each) => each.client));
  if (own.length < REVIEWS || clients.size > CLIENTS) return null;
  const ring = new Set((neighbourhood.ring?.members ?? []).map((each) => each.account));
  const firm = new Set(tiesIn(history.account, neighbourhood, rarity?.accounts ?? 0).filter((tie) => tie.firm).map((tie) => tie.account));
  const fellows = [...neighbourhood.neighbours.values()].filter((card) => card.account !== history.account && (ring.has(card.account) || firm.has(card.account))).filter((card) => {
    const theirs = card.reviews.filter((each) => each.at > last - REVIEW_DAYS * DAY && each.at <= last + REVIEW_DAYS * DAY);
    return theirs.length >= REVIEWS && theirs.every((each) => clients.has(each.client));
  });
  if (fellows.length < FELLOWS) return null;
  return { accounts: fellows.length + 1, clients: clients.size, events: own.map((each) => each.event), firstAt: own[0]!.at, lastAt: own.at(-1)!.at, tied: fellows.map((card) => tieTo(given, card)) };
}

/** Real clients beside that one speak for a business. */
function outsideClients({ history }: Given, shared: readonly Shared[]): Explanation | null {
  const inside = new Set(shared.map((each) => each.contract.client));
  const outside = history.contracts.filter((each) => each.client !== null && !inside.has(each.client) && each.clientInstrument === null && each.clientDevice === null);
  const clients = new Set(outside.map((each) => each.client)).size;
  if (shared.length === 0 || clients < 3) return null;
  return { kind: 'outside_clients', share: clients >= 6 ? 0.35 : 0.2, words: `${clients} other clients gave work as well.`, evidence: outside.slice(-5).flatMap((each) => each.events.slice(0, 1)) };
}
