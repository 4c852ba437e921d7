import { rfc3339, type Instant } from '../../lib/kernel/instant';
import type { Random } from './random';

/** One event in the contract of docs/contract/events.schema.json. */
export type WorldEvent = { id: string; type: string; at: string; account: string; session?: string; data: Record<string, unknown> };

/** An event on its way to the platform's stream: `arrivesAt` is when it is told, at or after `event.at`. */
export type Arrival = { arrivesAt: Instant; event: WorldEvent };

/** An event before it has an id. */
export type Draft = { type: string; at: Instant; session?: string; data: Record<string, unknown> };

/** How faithfully a platform tells what happened: shares of optional fields left out, of events told late, of events told twice. */
export type Telling = { missing: number; late: number; repeated: number };

/** Optional fields that platforms leave out, by type. Required ones, and the address and device themselves, always come. */
const OPTIONAL: Record<string, readonly string[]> = {
  'session.seen': ['userAgent', 'endedAt', 'lastInputAt', 'rttMs', 'device.token', 'device.timeZone', 'device.languages', 'device.keyboard', 'device.gpu', 'device.cores', 'device.memoryGb', 'device.fonts', 'device.canvas', 'device.screen'],
  'account.registered': ['legalName', 'birthDate', 'phone', 'phoneKind', 'skills', 'language', 'hourlyRate', 'declared.region'],
  'profile.changed': ['resume', 'portfolio', 'education', 'employment', 'photoHash'],
  'verification.finished': ['vendor', 'score', 'imageHash', 'documentType', 'documentCountry', 'reason'],
  'payout.method_added': ['country', 'holderMatch'],
  'earning.cleared': ['contract', 'client'],
  'bid.placed': ['client', 'job', 'category', 'price', 'hourly'],
  'contract.started': ['hourly', 'value', 'clientInstrument', 'clientDevice', 'clientIp'],
  'contract.ended': ['reason'],
  'interview.changed': ['client'],
  'message.flagged': ['client'],
  'client.reported': ['text', 'client'],
};

/**
 * Tells one account's drafts: gives ids, leaves fields out, delays and repeats. A platform that never sends a field is as common as
 * one that now and then forgets it, so half of what is missing is missing for the account's whole life.
 */
export function tell(account: string, drafts: readonly Draft[], telling: Telling, now: Instant, random: Random): Arrival[] {
  const never = new Set<string>();
  for (const [type, fields] of Object.entries(OPTIONAL)) for (const field of fields) if (random.chance(telling.missing / 2)) never.add(`${type} ${field}`);
  const arrivals: Arrival[] = [];
  for (const draft of drafts) {
    if (draft.at >= now) continue;
    const data = leaveOut(draft, (field) => never.has(`${draft.type} ${field}`) || random.chance(telling.missing / 2));
    const event: WorldEvent = { id: `ev_${random.code(16).toLowerCase()}`, type: draft.type, at: rfc3339(Math.floor(draft.at)), account, ...(draft.session ? { session: draft.session } : {}), data };
    const delay = random.chance(telling.late) ? random.exponential(9 * 3_600_000) : 0;
    const arrivesAt = Math.min(Math.floor(draft.at + delay), now - 1);
    arrivals.push({ arrivesAt, event });
    if (random.chance(telling.repeated)) arrivals.push({ arrivesAt: Math.min(Math.floor(arrivesAt + random.exponential(5 * 3_600_000)), now - 1), event });
  }
  return arrivals;
}

function leaveOut(draft: Draft, leaves: (field: string) => boolean): Record<string, unknown> {
  const fields = OPTIONAL[draft.type];
  if (!fields) return draft.data;
  const data = { ...draft.data };
  for (const field of fields) {
    const [head, tail] = field.split('.') as [string, string | undefined];
    if (data[head] === undefined || !leaves(field)) continue;
    if (!tail) delete data[head];
    else {
      const inner = { ...(data[head] as Record<string, unknown>) };
      delete inner[tail];
      data[head] = inner;
    }
  }
  // An event with nothing left in it would not be an event.
  return Object.keys(data).length > 0 ? data : draft.data;
}
