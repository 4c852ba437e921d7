import type { Instant } from '../kernel/instant';
import { deviceOf } from './device';
import type { Device, Stretch } from './history';
import { lastAtMost } from './network';
import type { NetworkFact } from './network';
import { isBefore, Part } from './part';
import { UNKNOWN_PLACE } from './place';
import type { PlaceFact } from './place';
import { instantIn, numberIn, textIn } from './reading';
import type { Row } from './reading';

/** What enrichment found about the address of one `session.seen` event. */
export type SessionFacts = { network: NetworkFact; place: PlaceFact };

const NO_FACTS: SessionFacts = { network: { class: 'unknown', asn: null, owner: null, source: 'none', reason: 'not enriched' }, place: UNKNOWN_PLACE };

/** Of a stretch told more than once: the latest report, and how far the report looked that told the round trip. */
type Reports = { event: string; reach: Instant };

/**
 * The stretches of sessions, reports of the same stretch (same session, beginning and address) merged: the latest end and last input
 * hold; the round trip is that of the report that looks furthest; device, facts and id are those of the report with the smallest id
 * that has them. Ends are as they were told: a history cuts them at its instant (`cutAt`).
 */
export class Stretches extends Part<Stretch> {
  private readonly repeated = new Map<number, Reports>();
  private readonly devices = new Map<string, Device | null>();
  /** The latest end or input that was told. */
  private furthest: Instant = -Infinity;

  override take(row: Row): boolean {
    if (row.session === null) return true;
    const place = this.placeOf(row);
    const known = place === null ? null : this.entries[place];
    if (place !== null && known) {
      const told = this.repeated.get(place) ?? { event: known.event, reach: known.rttMs === null ? -Infinity : (known.endedAt ?? known.at) };
      if (row.event < told.event) return false;
      this.entries[place] = this.merged(known, told, row);
      this.repeated.set(place, { ...told, event: row.event });
      return true;
    }
    const last = this.entries.at(-1);
    if (last && isBefore(row, last)) return false;
    this.add(row);
    return true;
  }

  /** With nothing later than `asOf` in it. */
  cutAt(asOf: Instant): Stretch[] {
    const cut = (at: Instant | null): Instant | null => (at === null ? null : Math.min(at, asOf));
    return this.furthest <= asOf ? [...this.entries] : this.entries.map((each) => ({ ...each, endedAt: cut(each.endedAt), lastInputAt: cut(each.lastInputAt) }));
  }

  protected add(row: Row): void {
    const { network, place } = row.facts ?? NO_FACTS;
    this.entries.push({
      event: row.event,
      at: row.at,
      session: row.session ?? '',
      endedAt: this.later(null, row, 'endedAt'),
      lastInputAt: this.later(null, row, 'lastInputAt'),
      ip: textIn(row.data.ip),
      network,
      place,
      rttMs: numberIn(row.data.rttMs),
      device: this.deviceIn(row),
    });
  }

  private merged(known: Stretch, told: Reports, row: Row): Stretch {
    const { network, place } = known.network === NO_FACTS.network ? (row.facts ?? NO_FACTS) : known;
    const rttMs = numberIn(row.data.rttMs);
    const reach = instantIn(row.data.endedAt) ?? row.at;
    const looksFurther = rttMs !== null && reach > told.reach;
    if (looksFurther) told.reach = reach;
    return {
      ...known, network, place,
      endedAt: this.later(known.endedAt, row, 'endedAt'),
      lastInputAt: this.later(known.lastInputAt, row, 'lastInputAt'),
      rttMs: looksFurther ? rttMs : known.rttMs,
      device: known.device ?? this.deviceIn(row),
    };
  }

  /** Where the stretch stands that the row tells again; null where it tells of a new one. */
  private placeOf(row: Row): number | null {
    const ip = textIn(row.data.ip);
    for (let place = lastAtMost(this.entries.length, (at) => (this.entries[at] as Stretch).at <= row.at); place >= 0; place -= 1) {
      const entry = this.entries[place];
      if (!entry || entry.at !== row.at) return null;
      if (entry.session === row.session && entry.ip === ip) return place;
    }
    return null;
  }

  /** The later of two ends; one before the stretch began tells nothing. */
  private later(known: Instant | null, row: Row, field: 'endedAt' | 'lastInputAt'): Instant | null {
    const told = instantIn(row.data[field]);
    if (told === null || told < row.at) return known;
    this.furthest = Math.max(this.furthest, told);
    return Math.max(known ?? told, told);
  }

  /** Equal devices are one object: an account has few, and shows them in every session. */
  private deviceIn({ data }: Row): Device | null {
    const told = JSON.stringify(data.device);
    const known = this.devices.get(told);
    if (known !== undefined) return known;
    const device = deviceOf(data.device);
    this.devices.set(told, device);
    return device;
  }
}
