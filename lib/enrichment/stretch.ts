import type { Instant } from '../kernel/instant';
import { deviceOf } from './device';
import type { Stretch } from './history';
import type { NetworkFact } from './network';
import { UNKNOWN_PLACE } from './place';
import type { PlaceFact } from './place';
import { instantIn, numberIn, textIn } from './reading';
import type { Row } from './reading';

/** What enrichment found about the address of one `session.seen` event. */
export type SessionFacts = { network: NetworkFact; place: PlaceFact };

const NO_FACTS: SessionFacts = { network: { class: 'unknown', asn: null, owner: null, source: 'none', reason: 'not enriched' }, place: UNKNOWN_PLACE };

/**
 * The stretches of sessions, reports of the same stretch (same session, beginning and address) merged: the latest end and last input
 * hold, cut at `asOf`; the round trip is that of the report that looks furthest; device, facts and id are those of the report with the
 * smallest id that has them. `rows` are in order of (at, id).
 */
export function stretchesOf(rows: readonly Row[], facts: ReadonlyMap<string, SessionFacts>, asOf: Instant): Stretch[] {
  const reports = new Map<string, Row[]>();
  for (const row of rows) {
    if (row.session === null) continue;
    const key = JSON.stringify([row.session, row.at, textIn(row.data.ip)]);
    const same = reports.get(key);
    if (same) same.push(row);
    else reports.set(key, [row]);
  }
  return [...reports.values()].flatMap((same) => stretchOf(same, facts, asOf) ?? []);
}

function stretchOf(reports: readonly Row[], facts: ReadonlyMap<string, SessionFacts>, asOf: Instant): Stretch | null {
  const [first] = reports;
  if (!first || first.session === null) return null;
  const latest = (field: string) => latestOf(reports.map(({ data }) => instantIn(data[field])), first.at, asOf);
  const found = firstOf(reports, ({ event }) => facts.get(event) ?? null) ?? NO_FACTS;
  const byReach = [...reports].sort((a, b) => (instantIn(b.data.endedAt) ?? b.at) - (instantIn(a.data.endedAt) ?? a.at));
  return {
    event: first.event,
    at: first.at,
    session: first.session,
    endedAt: latest('endedAt'),
    lastInputAt: latest('lastInputAt'),
    ip: textIn(first.data.ip),
    network: found.network,
    place: found.place,
    rttMs: firstOf(byReach, ({ data }) => numberIn(data.rttMs)),
    device: firstOf(reports, ({ data }) => deviceOf(data.device)),
  };
}

function firstOf<Value>(reports: readonly Row[], read: (row: Row) => Value | null): Value | null {
  for (const row of reports) {
    const value = read(row);
    if (value !== null) return value;
  }
  return null;
}

/** The latest of the reported instants that is not before the stretch began, and at most `asOf`. */
function latestOf(instants: readonly (Instant | null)[], from: Instant, asOf: Instant): Instant | null {
  const told = instants.flatMap((at) => (at === null || at < from ? [] : at));
  return told.length === 0 ? null : Math.min(asOf, Math.max(...told));
}
