import type { AccountHistory } from '../enrichment/history';
import { DAY } from '../kernel/instant';
import type { Instant } from '../kernel/instant';
import type { Neighbourhood } from './link';
import { isStable } from './notice';
import { registeredIn, tiesIn } from './tie';

/**
 * What tells people who work or live together and never registered from one operation under many names: they do not hide that they belong
 * together, each is paid for themself, they were together from the beginning, and nobody's hands were replaced.
 * Facts about the firm ties of an account and its ring; all null or 0 where there are none.
 */
export type Openness = {
  /** Other accounts firmly tied to this one, or in its ring. */
  fellows: number;
  /** Share of them tied openly: one registered organisation, a declaration that names it, or a referral one way or the other. */
  open: number | null;
  /** Share of them that are reached over a home or office line, against those reached over exits alone. */
  openLine: number | null;
  /** Nobody among them is paid to an instrument of this account's. */
  ownBeneficiaries: boolean | null;
  /** Nobody among them shows a document of this account's. */
  ownDocuments: boolean | null;
  /** Some home or office line was shared by most of them from everybody's first month on, and still is. */
  togetherSinceStart: boolean | null;
  /** Neither this account nor any of them changed all its devices at once. */
  noHandover: boolean | null;
  /** Ids of the account's own events that show the openness. */
  evidence: readonly string[];
};

const FROM_START = 30 * DAY;
/** A line is still in use while it was seen within so many days of the end of the history. */
const STILL = 30 * DAY;

export function opennessOf(history: AccountHistory, neighbourhood: Neighbourhood, platformAccounts: number, asOf: Instant): Openness {
  const ring = new Set((neighbourhood.ring?.members ?? []).map((one) => one.account));
  const fellows = tiesIn(history.account, neighbourhood, platformAccounts).filter((tie) => isFellow(tie) || ring.has(tie.account));
  if (fellows.length === 0) return { fellows: 0, open: null, openLine: null, ownBeneficiaries: null, ownDocuments: null, togetherSinceStart: null, noHandover: null, evidence: [] };
  const own = neighbourhood.neighbours.get(history.account) ?? null;
  const referred = new Set(history.referrals.map((one) => one.to));
  const named = new Set(history.declarations.filter((one) => one.organisation !== null && one.from <= asOf && (one.to === null || one.to > asOf)).map((one) => one.organisation));
  const openly = fellows.filter(({ account, card }) => referred.has(account) || (card?.referred.includes(history.account) ?? false)
    || (card?.organisation != null && (named.has(card.organisation) || (registeredIn(card) !== null && registeredIn(card) === registeredIn(own)))));
  const shares = (kind: string) => fellows.filter((tie) => tie.identifiers.some((one) => one.kind === kind));
  const reached = fellows.filter((tie) => tie.identifiers.some((one) => one.kind === 'ip' || one.kind === 'exit_ip'));
  const turned = [own, ...fellows.map((tie) => tie.card)];
  return {
    fellows: fellows.length,
    open: openly.length / fellows.length,
    openLine: reached.length === 0 ? null : shares('ip').length / reached.length,
    ownBeneficiaries: shares('payout_instrument').length === 0,
    ownDocuments: shares('document').length === 0,
    togetherSinceStart: togetherIn(neighbourhood, new Set(fellows.map((tie) => tie.account)), asOf),
    noHandover: turned.every((card) => card === null || card.turnedAt === null),
    evidence: [
      ...history.referrals.filter((one) => openly.some((tie) => tie.account === one.to)).map((one) => one.event),
      ...history.declarations.filter((one) => one.organisation !== null && openly.some((tie) => tie.card?.organisation === one.organisation)).map((one) => one.event),
    ],
  };
}

/** Two independent kinds: more than strangers on one line share, whatever explains it. */
function isFellow(tie: { firm: boolean; nats: number; kinds: readonly string[] }): boolean {
  return tie.firm || (tie.nats >= 3 && tie.kinds.length > 1);
}

function togetherIn(neighbourhood: Neighbourhood, fellows: ReadonlySet<string>, asOf: Instant): boolean | null {
  const since = (account: string): Instant | null => neighbourhood.neighbours.get(account)?.since ?? null;
  const lines = neighbourhood.identifiers.filter((one) => one.kind === 'ip' && one.others.some((other) => fellows.has(other.account)));
  if (lines.length === 0) return null;
  return lines.some(({ own, others }) => {
    const stays = [own, ...others.filter((other) => fellows.has(other.account))];
    const early = stays.filter((stay) => { const first = since(stay.account); return first !== null && stay.firstAt <= first + FROM_START && isStable(stay); });
    return early.includes(own) && own.lastAt >= asOf - STILL && (early.length - 1) * 2 > fellows.size;
  });
}
