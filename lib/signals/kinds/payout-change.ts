import type { AccountHistory, Check, Instrument, Stretch } from '../../enrichment/history';
import { DAY } from '../../kernel/instant';
import type { Instant } from '../../kernel/instant';
import { declaredNear, weightOf } from '../declared';
import { deviceKey, devicesLast, devicesOf, stretchOfSession } from '../device-set';
import { turnOf } from '../handover';
import { abstains, found, quiet } from '../reading';
import type { Signal } from '../signal';
import { passedChecks } from '../verified-handover';
import type { Explanation } from '../weight';

/** A replaced method is looked back upon for this long; what still pays out keeps it in sight. */
const WINDOW_DAYS = 180;
const SOON = 14 * DAY;
/** Whoever takes an account over waits for money before the bank is changed. [T] */
const AFTER_TURN = 45 * DAY;
const FIRST_EARNINGS_USD = 500;
const STEP_UP: ReadonlySet<Check['check']> = new Set(['liveness', 'face_match', 'document', 'phone']);

/**
 * P3. The payout method replaced within 14 days after a passed document, face or live check, or after cleared earnings first reached 500 US
 * dollars in sum [T], or within 45 days [T] after all devices of the account changed for good (handover.ts), from a device not seen
 * before that point. The first method of an account is no change. The device is that of the session in which the method was
 * added. Earnings in a currency without a rate are left out. While it stays the method in use the finding is not getting older.
 * Source: FBI 2025 (frequent bank changes); domain.md section 2; decision 0054.
 */
export const payoutChange: Signal = {
  id: 'P3',
  version: 4,
  title: 'Payout replaced soon after the check',
  family: 'payout',
  halfLifeDays: 60,
  weight: 1.9,
  exhibit: 'timeline',
  innocent: ['A new bank with better terms', 'A move to another country with a new bank and a new computer', 'A bank account closed by the bank'],
  decides: 'A confirmation of the new payout method on the old device',
  declarations: ['new_device', 'relocation', 'name_change'],
  alone: true,
  read({ history, asOf }) {
    const replaced = replacements(history).filter((each) => each.at > asOf - WINDOW_DAYS * DAY && each.at <= asOf);
    if (replaced.length === 0) return history.instruments.length === 0 ? abstains('a payout method') : quiet;
    const triggers = triggersOf(history);
    if (triggers.length === 0) return abstains('a passed check, or earnings in a currency with a known rate');
    const soon = replaced.map((added) => ({ added, after: triggers.filter((each) => added.at > each.at && added.at <= each.at + (each.kind === 'turn' ? AFTER_TURN : SOON)) })).filter((each) => each.after.length > 0);
    if (soon.length === 0) return quiet;
    const judged = soon.flatMap(({ added, after }) => after.map((trigger) => ({ added, trigger, fresh: isFresh(history, added, trigger.at) })));
    if (judged.every((each) => each.fresh === null)) return abstains('the session and device from which the payout method was added');
    const changes = soon
      .map(({ added }) => ({ added, after: judged.filter((each) => each.added === added && each.fresh).map((each) => each.trigger) }))
      .filter((each) => each.after.length > 0);
    if (changes.length === 0) return quiet;
    const both = new Set(changes.flatMap((each) => each.after.map((trigger) => trigger.kind))).size > 1;
    const to = new Set(changes.map((each) => each.added.instrument));
    const paid = history.payouts.filter((each) => each.at <= asOf && to.has(each.instrument));
    const inUse = [...history.instruments, ...history.payouts].filter((each) => each.at <= asOf).sort((a, b) => a.at - b.at).at(-1)!.instrument;
    const foreign = changes.some((each) => each.added.holderMatch === 'none');
    const after = inWords(new Set(changes.flatMap((each) => each.after.map((trigger) => trigger.kind))));
    return found(payoutChange, {
      llr: Math.min(1.9, 1.2 + (both ? 0.25 : 0) + (foreign ? 0.25 : 0) + (changes.length > 1 ? 0.2 : 0)),
      quality: 0.9,
      firstAt: changes[0]!.added.at,
      lastAt: Math.max(changes.at(-1)!.added.at, to.has(inUse) ? (history.stretches.findLast((each) => each.at <= asOf)?.at ?? 0) : 0, ...paid.map((each) => each.at)),
      value: {
        changes: changes.length,
        daysAfter: Math.round(Math.min(...changes.map((each) => (each.added.at - each.after.at(-1)!.at) / DAY)) * 10) / 10,
        afterCheck: changes.some((each) => each.after.some((trigger) => trigger.kind === 'check')),
        afterEarnings: changes.some((each) => each.after.some((trigger) => trigger.kind === 'earnings')),
        afterTurn: changes.some((each) => each.after.some((trigger) => trigger.kind === 'turn')),
      },
      words: `The payout method was replaced ${after}, from a new device.`,
      evidence: changes.flatMap((each) => [...each.after.map((trigger) => trigger.event), each.added.event]),
      identifiers: changes.map((each) => ({ kind: 'payout_instrument', digest: each.added.instrument })),
      explained: explanationsOf(history, changes.map((each) => each.added), changes[0]!.after[0]!.at, asOf),
    });
  },
};

type Trigger = { kind: 'check' | 'earnings' | 'turn'; at: Instant; event: string };

const AFTER: Record<Trigger['kind'], string> = { check: 'soon after a passed check', earnings: 'soon after the first money', turn: 'after all devices had changed' };

function inWords(kinds: ReadonlySet<Trigger['kind']>): string {
  return (Object.keys(AFTER) as Trigger['kind'][]).filter((kind) => kinds.has(kind)).map((kind) => AFTER[kind]).join(' and ');
}

/** First sight of every instrument after the first. */
function replacements(history: AccountHistory): Instrument[] {
  const seen = new Set<string>();
  return history.instruments.filter((each) => {
    const isNew = !seen.has(each.instrument);
    seen.add(each.instrument);
    return isNew && seen.size > 1;
  });
}

function triggersOf(history: AccountHistory): Trigger[] {
  const triggers: Trigger[] = passedChecks(history).map(({ at, event }) => ({ kind: 'check', at, event }));
  let sum = 0;
  for (const { at, event, amount } of history.earnings) {
    sum += amount.usd ?? 0;
    if (sum >= FIRST_EARNINGS_USD) {
      triggers.push({ kind: 'earnings', at, event });
      break;
    }
  }
  const turn = turnOf(history);
  const first = turn?.lanes.includes('device') ? history.stretches.find((each) => each.at >= turn.at) : undefined;
  // The moment before the first new device, so that the device itself counts as new.
  if (first) triggers.push({ kind: 'turn', at: first.at - 1, event: first.event });
  return triggers.sort((a, b) => a.at - b.at);
}

/** Whether the method came from a device not seen up to the trigger; null where that cannot be told. */
function isFresh(history: AccountHistory, added: Instrument, trigger: Instant): boolean | null {
  const session: Stretch | null = stretchOfSession(history, added.session, added.at);
  if (session === null || deviceKey(session.device) === null) return null;
  const before = history.stretches.filter((each) => each.at <= trigger && deviceKey(each.device) !== null);
  if (before.length === 0 || !devicesLast(before)) return null;
  return !devicesOf(before).has(session.device);
}

function explanationsOf(history: AccountHistory, added: readonly Instrument[], trigger: Instant, asOf: Instant): Explanation[] {
  const old = devicesOf(history.stretches.filter((each) => each.at <= trigger));
  const at = added[0]!.at;
  const confirmed = history.checks.filter((each) => {
    const device = stretchOfSession(history, each.session, each.at)?.device ?? null;
    return STEP_UP.has(each.check) && each.outcome === 'passed' && each.at > trigger && each.at <= asOf && each.at >= at - 3 * DAY && old.has(device);
  });
  const matches = added.every((each) => each.holderMatch === 'match');
  const all: (Explanation | null)[] = [
    confirmed.length === 0 ? null : { kind: 'confirmed_on_old_device', share: 0.85, words: 'The change was confirmed by a check on the old device.', evidence: confirmed.map((each) => each.event) },
    matches ? { kind: 'own_name', share: 0.4, words: 'The new payout method is in the holder’s own name.', evidence: added.map((each) => each.event) } : null,
    ...(['new_device', 'relocation', 'name_change'] as const).map((kind): Explanation | null => {
      const declaration = declaredNear(history.declarations, kind, at, 30);
      return declaration && { kind: `declared_${kind}`, share: (kind === 'relocation' ? 0.9 : 0.7) * weightOf(declaration), words: DECLARED[kind], evidence: [declaration.event] };
    }),
  ];
  return all.filter((each) => each !== null);
}

const DECLARED = {
  new_device: 'They declared a new device at that time.',
  relocation: 'They declared a move at that time.',
  name_change: 'They declared a change of name at that time.',
} as const;
