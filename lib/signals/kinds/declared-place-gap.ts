import type { Declaration, Stretch } from '../../enrichment/history';
import { current } from '../../enrichment/history';
import { DAY, dayOf } from '../../kernel/instant';
import type { Instant } from '../../kernel/instant';
import { declaredAt, explainedBy } from '../declared';
import { countryOf } from '../distance';
import { abstains, found, quiet } from '../reading';
import type { Signal } from '../signal';
import { graded, sureness } from '../weight';
import type { Explanation } from '../weight';
import { byDay, inLast, modal } from '../window';

const WINDOW_DAYS = 30;
const SHARE = 0.5;
const DAYS = 7;

/**
 * G1. Share of the days of the last 30 with a known place (both sources agree, residential or mobile network) whose commonest
 * country is not the declared one. Fires at a share of 0.5 and 7 such days. A day counts only where it fits neither the place
 * declared at the time nor the one declared now: whoever updates the address has answered.
 * Source: US advisory of 16 May 2022; domain.md section 2.
 */
export const declaredPlaceGap: Signal = {
  id: 'G1',
  version: 1,
  title: 'Works from another country than declared',
  family: 'geography',
  halfLifeDays: 45,
  weight: 1.6,
  exhibit: 'map',
  innocent: ['A long journey or a nomadic life', 'A move not yet entered in the profile', 'Living on one side of a border and working on the other'],
  decides: 'A proof of where they live now, or the journey declared with its dates',
  declarations: ['travel', 'relocation'],
  alone: true,
  read({ history, asOf }) {
    const declaredNow = declaredAt(history, asOf)?.country;
    if (declaredNow === undefined) return abstains('a declared place');
    const placed = inLast(history.stretches, WINDOW_DAYS, asOf).filter((each) => countryOf(each) !== null);
    if (placed.length === 0) return abstains('sessions of the last 30 days whose place two sources agree on');
    const days = byDay(placed);
    const gaps: Gap[] = [];
    for (const [day, stretches] of days) {
      const then = declaredAt(history, stretches[0]!.at)!.country;
      const country = modal(stretches.map((each) => countryOf(each)!), then)!;
      if (country !== then && country !== declaredNow) gaps.push({ day, at: stretches[0]!.at, country, stretches });
    }
    const share = gaps.length / days.size;
    if (share < SHARE || gaps.length < DAYS) return quiet;
    const shown = gaps.flatMap((gap) => gap.stretches.filter((each) => countryOf(each) === gap.country));
    const explained: (Explanation | null)[] = [
      explainedBy(history.declarations, 'travel', gaps, 'A journey is declared for these days.', fits),
      explainedBy(history.declarations, 'relocation', gaps, 'A move is declared from before these days.', fits),
      addressProof(history.checks, gaps[0]!.at, asOf),
    ];
    return found(declaredPlaceGap, {
      llr: graded(share * Math.min(1, gaps.length / 20), 0.2, 1, 0.6, 1.6),
      quality: sureness(days.size, DAYS),
      firstAt: shown[0]!.at,
      lastAt: shown.at(-1)!.at,
      value: { days: days.size, gapDays: gaps.length, share, places: new Set(gaps.map((gap) => gap.country)).size },
      words: `On ${gaps.length} of ${days.size} days with a known place the sessions came from another country than the declared one.`,
      evidence: [...shown.map((each) => each.event), ...(current(history) ? [current(history)!.event] : [])],
      explained: explained.filter((each) => each !== null),
    });
  },
};

type Gap = { day: number; at: Instant; country: string; stretches: Stretch[] };

/** A declaration that names the very country explains all, one that names none most, one that names another little. */
function fits(declaration: Declaration, gap: Gap): number {
  if (declaration.country === null) return 0.8;
  return declaration.country === gap.country ? 1 : 0.3;
}

function addressProof(checks: readonly { check: string; outcome: string; at: Instant; event: string }[], from: Instant, to: Instant): Explanation | null {
  const proofs = checks.filter((each) => each.check === 'address' && each.outcome === 'passed' && dayOf(each.at) >= dayOf(from - 30 * DAY) && each.at <= to);
  if (proofs.length === 0) return null;
  return { kind: 'address_confirmed', share: 0.5, words: 'An address check was passed in these weeks.', evidence: proofs.map((each) => each.event) };
}
